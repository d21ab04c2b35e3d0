export * from '@failsoft/language-server/worker';
