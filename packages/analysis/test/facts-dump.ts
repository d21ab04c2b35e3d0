/** All that the analysis says of a file, as text to compare. */
import type { CreatedClient, Evidence, ExternalCall, FileFacts, Trap } from '../src/calls/facts.js';
import { lineAt } from '../src/calls/place.js';
import type { ModuleModel } from '../src/module/model.js';

export function factsDump(facts: FileFacts): string {
  const { module, audience, calls, clients, ineffective, silentCatches, cacheUses, fanOuts, breakerNeeds } = facts;
  return JSON.stringify(
    {
      audience,
      calls: calls.map(callDump),
      clients: clients.map(clientDump),
      ineffective: ineffective.map(trapDump),
      silentCatches: silentCatches.map(({ calls: lost, leaves, isAnswer }) => ({ lost: lost.map(nameOf), leaves, isAnswer })),
      cacheUses: cacheUses.map(({ call, via, effect }) => ({ call: nameOf(call), via: via?.name, effect })),
      fanOuts: fanOuts.map(({ call, method }) => `${at(module, call.range[0])} ${method}`),
      breakerNeeds: breakerNeeds.length,
    },
    undefined,
    1,
  );
}

function callDump(external: ExternalCall): object {
  const { timeout, errorHandling, circuitBreaker, traps, effect, target } = external;
  return {
    call: nameOf(external),
    effect,
    timeout: evidenceDump(timeout),
    errorHandling: evidenceDump(errorHandling),
    circuitBreaker: evidenceDump(circuitBreaker),
    traps: traps.map(trapDump),
    creations: target.kind === 'client' ? target.creations.map((created) => [placeOf(created), created.isGuarded]) : [],
  };
}

function clientDump(created: CreatedClient): object {
  const { timeout, traps, lacks, errorListener, insertions, configuredBy, isGuarded, blocking } = created;
  return {
    place: placeOf(created),
    timeout: evidenceDump(timeout),
    traps: traps.map(trapDump),
    lacks,
    errorListener: evidenceDump(errorListener),
    insertions: insertions.length,
    configuredBy: configuredBy === undefined ? undefined : placeOf(configuredBy),
    isGuarded,
    blocking,
  };
}

function evidenceDump(evidence: Evidence): string {
  const where = evidence.verdict === 'present' && evidence.where !== undefined ? ` at ${evidence.where.path}:${String(evidence.where.line)}` : '';
  return `${evidence.verdict}: ${evidence.reason}${where}`;
}

function trapDump({ module, range, option, kind }: Trap): string {
  return `${at(module, range[0])} ${option} ${kind}`;
}

function nameOf({ module, call, calleeText }: ExternalCall): string {
  return `${at(module, call.range[0])} ${calleeText}`;
}

function placeOf({ module, range, client }: CreatedClient): string {
  return `${at(module, range[0])} ${client.name}`;
}

function at(module: ModuleModel, offset: number): string {
  return `${module.path}:${String(lineAt(module, offset))}`;
}
