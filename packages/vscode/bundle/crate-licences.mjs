/**
 * The Rust crates that oxc-parser's WebAssembly is known to contain, under what their authors publish them: as their licence files say.
 * No copyright: theirs name no holder, or could not be looked up.
 */
export const crateLicences = {
  compact_str: { license: 'MIT', copyright: 'Copyright (c) 2021 Parker Timmerman' },
  hashbrown: { license: 'MIT OR Apache-2.0', copyright: "Copyright (c) 2016 Amanieu d'Antras" },
  itoa: { license: 'MIT OR Apache-2.0' },
  memchr: { license: 'Unlicense OR MIT', copyright: 'Copyright (c) 2015 Andrew Gallant' },
  napi: { license: 'MIT', copyright: 'Copyright (c) 2020 LongYinan, Copyright (c) 2018 GitHub' },
  'num-bigint': { license: 'MIT OR Apache-2.0', copyright: 'Copyright (c) 2014 The Rust Project Developers' },
  oxc_index: { license: 'MIT' },
  phf_shared: { license: 'MIT', copyright: 'Copyright (c) 2014 Steven Fackler' },
  smallvec: { license: 'MIT OR Apache-2.0', copyright: 'Copyright (c) 2018 The Servo Project Developers' },
  smawk: { license: 'MIT', copyright: 'Copyright (c) 2017 Martin Geisler' },
  textwrap: { license: 'MIT', copyright: 'Copyright (c) 2016 Martin Geisler' },
  'unicode-linebreak': { license: 'Apache-2.0' },
  'unicode-segmentation': { license: 'MIT OR Apache-2.0', copyright: 'Copyright (c) 2015 The Rust Project Developers' },
  'unicode-width': { license: 'MIT OR Apache-2.0', copyright: 'Copyright (c) 2015 The Rust Project Developers' },
};
