/** Tests in the extension host: what must not depend on a pointer and a key. */
import { copyShop } from '../harness/projects.mjs';

export const inHostShop = {
  name: 'in-host-shop',
  isFast: true,
  tests: 'shop.test.mjs',
  prepare: (run) => ({ open: copyShop(run) }),
};
