/** What the catalogue says of RPC clients, run against peers that accept and fall silent. */
import http from 'node:http';
import { Metadata, credentials, makeGenericClientConstructor, type CallOptions, type ServiceDefinition } from '@grpc/grpc-js';
import axios from 'axios';
import { createClientAsync, type Client as SoapClient } from 'soap';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grpcJs } from '../packages/analysis/src/catalog/rpc/grpc-js.js';
import { soap } from '../packages/analysis/src/catalog/rpc/soap.js';
import { clientOf } from './find-facts.js';
import { listen, silent, type Peer } from './peers/peer.js';
import { all, forHealthyPeers, generous, inserted, limit, outcomes, provesSufficient, slowness, unheeded, watched } from './proofs.js';

const envelope = '<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body><Checked xmlns="urn:vat">yes</Checked></Body></Envelope>';

function wsdl(location: string): string {
  return `<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:v="urn:vat" xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:vat">
    <types><xsd:schema targetNamespace="urn:vat"><xsd:element name="Check" type="xsd:string"/><xsd:element name="Checked" type="xsd:string"/></xsd:schema></types>
    <message name="In"><part name="body" element="v:Check"/></message><message name="Out"><part name="body" element="v:Checked"/></message>
    <portType name="Port"><operation name="Check"><input message="v:In"/><output message="v:Out"/></operation></portType>
    <binding name="Binding" type="v:Port"><soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
      <operation name="Check"><soap:operation soapAction="Check"/><input><soap:body use="literal"/></input><output><soap:body use="literal"/></output></operation></binding>
    <service name="Vat"><port name="VatPort" binding="v:Binding"><soap:address location="${location}"/></port></service>
  </definitions>`;
}

/** Serves its WSDL; answers calls after a delay, or never. */
async function soapPeer(delay?: number): Promise<Peer> {
  const server = http.createServer((request, response) => {
    request.resume();
    if (request.method === 'GET') response.end(wsdl(`http://${request.headers.host ?? ''}/`));
    else if (delay !== undefined) setTimeout(() => response.end(envelope), delay);
  });
  return listen(server);
}

let peers: readonly Peer[] = [];
let silentPeer: Peer;
let silentSoap = '';
let slowSoap = '';

beforeAll(async () => {
  const [never, late] = await Promise.all([soapPeer(), soapPeer(slowness)]);
  silentPeer = await silent();
  peers = [never, late, silentPeer];
  [silentSoap, slowSoap] = [`http://127.0.0.1:${never.port}/?wsdl`, `http://127.0.0.1:${late.port}/?wsdl`];
});

afterAll(() => {
  for (const peer of peers) peer.close();
});

/** Methods of the WSDL, which no type tells. */
async function check(url: string, options: object, made: object = {}): Promise<unknown> {
  const client: SoapClient = await createClientAsync(url, { ...made });
  const method: unknown = client['CheckAsync'];
  if (typeof method !== 'function') throw new Error('Expected the method of the WSDL');
  return method.call(client, {}, options);
}

const soapFacts = clientOf(soap, 'SOAP client').timeout;

provesSufficient('a SOAP client', soapFacts, {
  timeout: [() => check(silentSoap, { timeout: limit })],
  signal: [() => check(silentSoap, { signal: AbortSignal.timeout(limit) })],
  'timeout of its axios instance': [() => check(silentSoap, {}, { request: axios.create({ timeout: limit }) })],
});

describe.concurrent('SOAP', forHealthyPeers, () => {
  it('is not bounded by the timeout of its WSDL, nor by default', async () => {
    const calls = {
      'wsdl_options.timeout': () => check(silentSoap, {}, { wsdl_options: { timeout: unheeded } }),
      none: () => check(silentSoap, {}),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });

  it('lets a slow answer through with the inserted text', async () => {
    expect(soapFacts.insertions.map(inserted)).toEqual([{ timeout: generous }]);
    expect(await outcomes({ call: () => check(slowSoap, { timeout: generous }) })).toEqual({ call: 'resolved' });
  });
});

const service: ServiceDefinition = {
  sayHello: {
    path: '/helloworld.Greeter/SayHello',
    requestStream: false,
    responseStream: false,
    requestSerialize: (value: string) => Buffer.from(value),
    requestDeserialize: String,
    responseSerialize: (value: string) => Buffer.from(value),
    responseDeserialize: String,
  },
};

const Greeter = makeGenericClientConstructor(service, 'helloworld.Greeter');

/** Of a service, with or without metadata before the options. */
function hello(options: CallOptions, metadata?: Metadata): Promise<unknown> {
  const client = new Greeter(`127.0.0.1:${silentPeer.port}`, credentials.createInsecure());
  const method: unknown = client['sayHello'];
  if (typeof method !== 'function') throw new Error('Expected the method of the service');
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, answer: unknown): void => (error === null ? resolve(answer) : reject(error));
    method.call(client, 'you', ...(metadata === undefined ? [] : [metadata]), options, done);
  }).finally(() => client.close());
}

provesSufficient('a gRPC client', clientOf(grpcJs, 'gRPC client').timeout, {
  deadline: [() => hello({ deadline: Date.now() + limit }), () => hello({ deadline: new Date(Date.now() + limit) })],
  'deadline behind metadata': [() => hello({ deadline: Date.now() + limit }, new Metadata())],
});

describe.concurrent('gRPC', () => {
  it('waits without a deadline, whatever signal it is given', async () => {
    const calls = {
      none: () => hello({}),
      signal: () => hello(Object.assign({ interceptors: [] }, { signal: AbortSignal.timeout(unheeded) })),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });
});
