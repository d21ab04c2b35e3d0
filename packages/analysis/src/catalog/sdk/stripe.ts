import { oneOf } from '../alternatives.js';
import type { CallPattern, Client, Library } from '../schema.js';

const reads = oneOf(`
  list listAmountDetailsLineItems listBalanceTransactions listCapabilities listCashBalanceTransactions listComputedUpfrontLineItems listEventSummaries
  listExternalAccounts listFeatures listLineItems listOwners listPaymentMethods listPersons listPreviewLineItems listRefunds listReversals listSources
  listSourceTransactions listTaxIds listUpcomingLines pdf preview createPreview retrieve retrieveBalanceTransaction retrieveCapability
  retrieveCashBalance retrieveCashBalanceTransaction retrieveCurrent retrieveExternalAccount retrieveFeature retrieveFeatures retrievePaymentMethod
  retrievePerson retrieveRefund retrieveReversal retrieveSource retrieveTaxId retrieveUpcoming search`);

const writes = oneOf(`
  accept acknowledge activate addLines advance applyCustomerBalance approve archive attach attachPayment cancel cancelAction capture close
  collectInputs collectPaymentMethod confirm confirmMicrodeposits confirmPaymentIntent create createBalanceTransaction createExternalAccount
  createFeature createForceCapture createFromCalculation createFundingInstructions createLoginLink createPerson createRefund createReversal
  createSource createTaxId createUnlinkedRefund credit deactivate deauthorize decline del delete deleteDiscount deleteExternalAccount deleteFeature
  deletePerson deleteSource deleteTaxId deleteWhere deliverCard detach disable disconnect enable expire fail failCard finalizeAmount finalizeInvoice
  finalizeQuote find fundCashBalance increment incrementAuthorization markUncollectible migrate pause pay ping post presentPaymentMethod
  processPaymentIntent processSetupIntent reactivate recipientVerifications redact refresh refreshFxQuote refreshRecipientVerification
  refreshRegulatoryReceipt refund refundPayment reject release removeLines reportPayment reportPaymentAttempt reportPaymentAttemptCanceled
  reportPaymentAttemptFailed reportPaymentAttemptGuaranteed reportPaymentAttemptInformational reportRefund respond resume returnCard
  returnInboundTransfer returnOutboundPayment returnOutboundTransfer reverse sendInvoice sendMicrodeposits setReaderDisplay shipCard submit submitCard
  subscribe succeed succeedInputCollection timeoutInputCollection token unarchive uninstall unreject unsubscribe update updateBalanceTransaction
  updateCapability updateCashBalance updateExternalAccount updateFeatures updateLineItem updateLines updatePerson updateRefund updateReversal
  updateSource validate verify verifyMicrodeposits verifySource voidCreditNote voidGrant voidInvoice`);

/** Resources stand one to four deep: `stripe.charges`, `stripe.checkout.sessions`, `stripe.testHelpers.issuing.cards`. */
const depths = ['*', '*.*', '*.*.*', '*.*.*.*'];

const calls: readonly CallPattern[] = [
  ...depths.map((resource): CallPattern => ({ path: `${resource}.${reads}`, effect: 'read' })),
  ...depths.map((resource): CallPattern => ({ path: `${resource}.${writes}`, effect: 'write' })),
  { path: '**.autoPagingToArray|autoPagingEach', effect: 'read' },
  { path: 'rawRequest', effect: 'write' },
];

const client: Client = {
  name: 'Stripe client',
  makers: [
    { path: '', by: 'new', optionsAt: [1] },
    { path: 'Stripe', by: 'new', optionsAt: [1] },
    // `require('stripe')(key)`.
    { path: '', by: 'call', optionsAt: [1] },
  ],
  types: ['Stripe'],
  calls,
  local: [
    'webhooks.**',
    'errors.**',
    'oauth.authorizeUrl',
    'on|once|off',
    'setAppInfo|getApiField|getConstant|getClientUserAgent',
    'parseEventNotification|parseThinEvent',
  ],
  self: [],
  timeout: {
    options: {
      // One attempt; two more follow it by default. `null` keeps the default.
      timeout: { place: { at: 'client', path: 'timeout' }, unit: 'ms', disabled: [0], covers: ['connect', 'request', 'headers', 'body'] },
      'timeout of this call': {
        place: { at: 'call', argument: 'last', path: 'timeout' },
        unit: 'ms',
        disabled: [0],
        covers: ['connect', 'request', 'headers', 'body'],
      },
      signal: {
        place: { at: 'call', argument: 'last', path: 'signal' },
        unit: 'ms',
        disabled: [],
        covers: [],
        weakness: { kind: 'no-such-option', why: 'the Stripe SDK takes no signal and ignores it' },
      },
    },
    sufficient: [['timeout'], ['timeout of this call']],
    default: [{ versions: '*', ms: 80_000, phrase: 'the Stripe SDK gives up after 80 s an attempt' }],
    // Its own default is the number to keep: payments may be slow.
    insertions: [],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const stripe: Library = {
  name: 'Stripe',
  dependency: 'Stripe',
  kind: 'sdk',
  packages: ['stripe'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: [
    'https://github.com/stripe/stripe-node#configuring-timeout',
    'stripe/cjs/stripe.core.js (DEFAULT_TIMEOUT = 80000, maxNetworkRetries 2)',
    'stripe/cjs/net/NodeHttpClient.js (req.setTimeout)',
    'stripe/cjs/utils.js (options of a call)',
  ],
  verified: 'experiment',
};
