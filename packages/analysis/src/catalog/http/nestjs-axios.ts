import type { Library } from '../schema.js';
import { instanceCalls, instanceTimeout } from './axios.js';

/** Nest hands out one axios instance per module that registers it; `registerAsync` takes its options from a factory. */
export const nestjsAxios: Library = {
  name: '@nestjs/axios',
  dependency: 'HTTP peer',
  kind: 'http',
  packages: ['@nestjs/axios'],
  globals: [],
  functions: [],
  clients: [
    {
      name: 'HttpService',
      makers: [
        { path: 'HttpModule.register', by: 'call', optionsAt: [0] },
        {
          path: 'HttpModule.registerAsync',
          by: 'call',
          optionsAt: [0],
          notWith: [{ path: 'useExisting' }],
          factory: { function: 'useFactory', class: 'useClass', method: 'createHttpOptions' },
        },
      ],
      types: ['HttpService'],
      calls: instanceCalls,
      local: ['axiosRef.interceptors.**', 'axiosRef.defaults.**', 'interceptors.**', 'defaults.**'],
      self: ['axiosRef'],
      timeout: instanceTimeout,
      errorEvent: { unheard: 'none' },
      role: 'other',
      reported: 'creation',
    },
  ],
  processWide: [{ by: 'assignment', path: 'defaults.timeout', bounds: true }],
  source: ['https://docs.nestjs.com/techniques/http-module', '@nestjs/axios/dist/http.module.js', '@nestjs/axios/dist/http.service.js'],
  verified: 'experiment',
};
