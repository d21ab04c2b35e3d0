import { fetchWait } from '../fetch-wait.js';
import { oneOf } from '../alternatives.js';
import { globalDispatcher } from '../http/fetch.js';
import type { Client, Library } from '../schema.js';

const reads = oneOf(`
  get getByUsername getAuthenticated getContent getBranch getCommit getRef getTree getBlob getLatestRelease getReleaseByTag getMembershipForUser
  getWorkflowRun getInstallation getRepoInstallation getOrgInstallation getCombinedStatusForRef getAllTopics getReadme compareCommits
  compareCommitsWithBasehead checkMembershipForUser checkCollaborator list listForRepo listForOrg listForUser listForAuthenticatedUser listForRef
  listComments listCommits listFiles listBranches listTags listReleases listReviews listReviewComments listMembers listMatchingRefs listContributors
  listWorkflowRuns listWorkflowRunsForRepo listJobsForWorkflowRun listReposAccessibleToInstallation listInstallations listLabelsOnIssue listLanguages
  issuesAndPullRequests code repos users downloadArtifact`);
const writes = oneOf(`
  create createForAuthenticatedUser createInOrg createComment createReview createRef createCommit createTree createBlob createRelease
  createOrUpdateFileContents createOrUpdateEnvironment createCommitStatus createDispatchEvent createWorkflowDispatch createWebhook
  createInstallationAccessToken createFork createForIssue update updateRef updateComment updateBranch updateRelease updateCheckRun delete deleteRef
  deleteFile deleteComment merge addLabels setLabels removeLabel addAssignees addCollaborator requestReviewers lock unlock uploadReleaseAsset
  reRunWorkflow cancelWorkflowRun replaceAllTopics`);
const scopes = oneOf(
  'repos issues pulls git users orgs teams search actions checks apps gists activity reactions markdown rateLimit packages projects',
);

const client: Client = {
  name: 'Octokit client',
  makers: [{ path: 'Octokit', by: 'new', optionsAt: [0] }],
  types: ['Octokit'],
  calls: [
    { path: `${scopes}.${reads}`, effect: 'read' },
    { path: `${scopes}.${writes}`, effect: 'write' },
    { path: `rest.${scopes}.${reads}`, effect: 'read' },
    { path: `rest.${scopes}.${writes}`, effect: 'write' },
    { path: 'request|graphql', effect: 'write' },
    { path: 'paginate', effect: 'read' },
  ],
  local: ['hook.**', 'log.**', 'auth'],
  self: [],
  timeout: {
    options: {
      fetch: { place: { at: 'client', path: 'request.fetch' }, unit: 'ms', disabled: [], covers: [], isCustom: true },
      signal: {
        place: { at: 'call', argument: 'last', path: 'request.signal' },
        unit: 'ms',
        disabled: [],
        covers: ['connect', 'request', 'headers', 'body'],
        isSignal: true,
      },
      timeout: {
        place: { at: 'client', path: 'request.timeout' },
        unit: 'ms',
        disabled: [],
        covers: [],
        weakness: { kind: 'no-such-option', why: 'it is ignored since Octokit uses fetch' },
      },
    },
    sufficient: [['signal']],
    default: [fetchWait('*', 'Octokit')],
    insertions: [],
    remedy: 'Give it a fetch with a deadline: `request: { fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(10_000) }) }`.',
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const octokit: Library = {
  name: 'Octokit',
  dependency: 'GitHub',
  kind: 'sdk',
  packages: ['octokit', '@octokit/rest', '@octokit/core'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [globalDispatcher],
  source: ['https://github.com/octokit/request.js#request', '@octokit/request/dist-bundle/index.js (fetch, signal)'],
  verified: 'experiment',
};
