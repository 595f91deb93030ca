/** The style of the reference, light and dark as the reader has it. */
export const REFERENCE_STYLE = `:root {
  color-scheme: light dark;
  --ink: light-dark(#1b1d21, #e8e9ec);
  --quiet: light-dark(#5c626c, #a2a8b3);
  --ground: light-dark(#ffffff, #131518);
  --raised: light-dark(#f5f6f8, #1c1f24);
  --line: light-dark(#dfe2e7, #2e333a);
  --accent: light-dark(#0b62c4, #74b3ff);
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 1rem; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; color: var(--ink); background: var(--ground); font: 15px/1.55 system-ui, sans-serif; }
a { color: var(--accent); text-underline-offset: 2px; }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
code, pre { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, monospace; }
code { overflow-wrap: anywhere; }
pre { padding: .75rem; overflow: auto; max-height: 28rem; background: var(--raised); border-radius: 6px; }
nav { padding: 1rem; border-bottom: 1px solid var(--line); }
nav ul { list-style: none; margin: 0; padding: 0; }
nav ul ul { margin: .15rem 0 .75rem .75rem; font-size: 13px; }
nav a { text-decoration: none; overflow-wrap: anywhere; }
nav b { font-size: 11px; color: var(--quiet); }
main { padding: 1rem; max-width: 62rem; min-width: 0; }
h1 { font-size: 1.7rem; } h2 { margin-top: 2.5rem; } h3 { margin-bottom: .25rem; overflow-wrap: anywhere; } h4 { margin-bottom: .25rem; }
article { padding: .75rem 0 1rem; border-top: 1px solid var(--line); }
article > p { margin: .25rem 0; }
.note, small { color: var(--quiet); }
table { width: 100%; border-collapse: collapse; font-size: 14px; display: block; overflow-x: auto; }
th, td { padding: .4rem .6rem .4rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
td p { margin: 0; }
dl { margin: 0; } dt { margin-top: .4rem; } dd { margin: 0 0 0 1.25rem; } dd p { margin: 0; }
summary { cursor: pointer; color: var(--accent); }
@media (min-width: 60rem) {
  body { display: grid; grid-template-columns: 20rem minmax(0, 1fr); }
  nav { position: sticky; top: 0; height: 100vh; overflow: auto; border-bottom: 0; border-right: 1px solid var(--line); }
  main { padding: 1rem 2.5rem 4rem; }
}
`;
