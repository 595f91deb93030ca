import { DOMParser } from "@xmldom/xmldom";

/** The parser's elements have what is used of the browser's. */
export type XmlElement = Element;

const refuse = (message: string): never => {
  throw new SyntaxError(`not well-formed XML: ${message.split("\n", 1)[0] ?? ""}`);
};
const ELEMENT = 1;
const TEXT = 3;

/**
 * The root of an XML document. Throws for what is not well-formed, and for document types: with them come entities, and with
 * these documents that are larger, or say something else, than what is read.
 */
export function parseXml(text: string): XmlElement {
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) refuse("it has a document type");
  const parser = new DOMParser({ errorHandler: { warning: refuse, error: refuse, fatalError: refuse } });
  const root = parser.parseFromString(text, "text/xml")?.documentElement;
  return root ?? refuse("it has no root");
}

/** An element's children of a name. */
export function childrenOf(element: XmlElement, namespace: string, name: string): XmlElement[] {
  const found: XmlElement[] = [];
  for (let child = element.firstChild; child !== null && child !== undefined; child = child.nextSibling) {
    if (child.nodeType === ELEMENT && isNamed(child as XmlElement, namespace, name)) found.push(child as XmlElement);
  }
  return found;
}

/** An element's child of a name, where there is exactly one. */
export function onlyChild(element: XmlElement | undefined, namespace: string, name: string): XmlElement | undefined {
  const found = element === undefined ? [] : childrenOf(element, namespace, name);
  return found.length === 1 ? found[0] : undefined;
}

/** All elements of a name below an element, however deep. */
export function descendantsOf(element: XmlElement, namespace: string, name: string): XmlElement[] {
  return Array.from(element.getElementsByTagNameNS(namespace, name));
}

/** Whether an element has a name. */
export function isNamed(element: XmlElement, namespace: string, name: string): boolean {
  return element.namespaceURI === namespace && element.localName === name;
}

/** What stands in an element, where that is text alone: a comment within a value could split it for another reader. */
export function plainText(element: XmlElement | undefined): string | undefined {
  if (element === undefined) return undefined;
  for (let child = element.firstChild; child !== null && child !== undefined; child = child.nextSibling) {
    if (child.nodeType !== TEXT) return undefined;
  }
  return element.textContent?.trim();
}

/** An attribute's value; `undefined` where there is none. */
export function attributeOf(element: XmlElement | undefined, name: string): string | undefined {
  return element?.hasAttribute(name) === true ? element.getAttribute(name) ?? undefined : undefined;
}
