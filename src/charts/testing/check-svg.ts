/**
 * What is wrong with a string that should be one well-formed SVG element holding only drawable numbers, or null. It
 * knows the part of XML that pictures use: elements, quoted attributes, text and the four escapes.
 */
export function faultOfSvg(svg: string): string | null {
  const open: string[] = [];
  let at = 0;
  while (at < svg.length) {
    if (svg[at] !== '<') {
      const end = svg.indexOf('<', at);
      const text = svg.slice(at, end === -1 ? undefined : end);
      if (open.length === 0) return `text outside the root: ${text}`;
      const fault = faultOfText(text);
      if (fault !== null) return fault;
      at += text.length;
      continue;
    }
    const tag = /^<(\/?)([A-Za-z]+)((?: [A-Za-z:-][\w:-]*="[^"<]*")*)(\/?)>/.exec(svg.slice(at));
    if (tag === null) return `not a tag: ${svg.slice(at, at + 60)}`;
    const [whole, closing, name = '', attrs = '', empty] = tag;
    if (closing !== '') {
      if (attrs !== '' || open.pop() !== name) return `</${name}> closes nothing`;
      if (open.length === 0 && at + whole.length !== svg.length) return 'something after the root';
    } else {
      if (open.length === 0 && at > 0) return 'a second root';
      const fault = faultOfAttributes(attrs);
      if (fault !== null) return `${fault} in <${name}>`;
      if (empty === '') open.push(name);
    }
    at += whole.length;
  }
  return open.length === 0 ? null : `<${open.at(-1)}> is left open`;
}

function faultOfText(text: string): string | null {
  if (/&(?!(?:amp|lt|gt|quot);)/.test(text)) return `bare & in: ${text}`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids.
  if (/[\x00-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/.test(text)) return 'a control character';
  return text.isWellFormed() ? null : 'half a character';
}

function faultOfAttributes(attrs: string): string | null {
  const names = new Set<string>();
  for (const [, name = '', value = ''] of attrs.matchAll(/ ([A-Za-z:-][\w:-]*)="([^"]*)"/g)) {
    if (names.has(name)) return `${name} twice`;
    names.add(name);
    const fault = faultOfText(value);
    if (fault !== null) return fault;
    if (/NaN|Infinity|undefined|null|\de[+-]?\d/.test(value)) return `${name}="${value}"`;
  }
  return null;
}
