import { expect, test } from 'vitest';
import { WorkerNews } from './worker-news.js';

test('of many texts of a file the last is told, once', () => {
  const news = new WorkerNews();
  news.overlay('/a.ts', '1');
  news.overlay('/a.ts', '2');
  news.refresh();
  expect(news.take()).toEqual([{ kind: 'overlay', path: '/a.ts', text: '2' }, { kind: 'refresh' }]);
  expect(news.take()).toEqual([]);
  news.overlay('/a.ts', undefined);
  expect(news.take()).toEqual([{ kind: 'overlay', path: '/a.ts' }]);
});

test('a new process is told of all texts that are unsaved, and of no others', () => {
  const news = new WorkerNews();
  news.overlay('/a.ts', '1');
  news.overlay('/b.ts', '1');
  news.take();
  news.overlay('/b.ts', undefined);
  news.refresh();
  news.startAnew();
  expect(news.take()).toEqual([{ kind: 'overlay', path: '/a.ts', text: '1' }]);
});
