import { PDFDocument, PDFHexString, PDFName, type PDFRef, PDFString } from 'pdf-lib';

/** What a structure element says of itself: its language, what it says in place of its picture, what its letters spell. */
export type Attributes = {
  lang?: string;
  alt?: string;
  actual?: string;
  /** Left, bottom, right, top, in points from the lower left corner. */
  box?: readonly [number, number, number, number];
};
type Element = { tag: string; attributes: Attributes; kids: (Element | number | { annotation: PDFRef })[] };

const escaped = (text: string): string => text.replace(/[&<>]/g, (one) => `&#${one.charCodeAt(0)};`);

/** XMP: title, dates and the declaration that the document follows PDF/UA-1 (ISO 14289-1, 5). */
const metadataOf = (
  title: string,
  language: string,
  at: Date,
): string => `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>${language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>${at.toISOString()}</xmp:CreateDate><xmp:ModifyDate>${at.toISOString()}</xmp:ModifyDate>
<pdf:Producer>Passerelle</pdf:Producer>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;

/**
 * One page whose content is all tagged, or marked as decoration (PDF/UA-1, ISO 14289-1). Content is PDF operators, in points
 * from the lower left corner.
 */
export class TaggedPage {
  readonly pdf: PDFDocument;
  readonly height: number;
  readonly #page;
  readonly #content: string[] = [];
  readonly #parents: Element[] = [];
  readonly #annotations: { reference: PDFRef; parent: Element }[] = [];
  readonly #root: Element = { tag: 'Document', attributes: {}, kids: [] };
  #open: Element = this.#root;

  private constructor(pdf: PDFDocument, width: number, height: number) {
    this.pdf = pdf;
    this.height = height;
    this.#page = pdf.addPage([width, height]);
  }

  /** @param language of the document, as `fr-CA`. */
  static async create(title: string, language: string, at: Date, [width, height]: readonly [number, number]) {
    const pdf = await PDFDocument.create({ updateMetadata: false });
    pdf.setTitle(title, { showInWindowTitleBar: true });
    pdf.setLanguage(language);
    pdf.setProducer('Passerelle');
    pdf.setCreationDate(at);
    pdf.setModificationDate(at);
    const { context, catalog } = pdf;
    const metadata = Buffer.from(metadataOf(title, language, at));
    catalog.set(
      PDFName.of('Metadata'),
      context.register(context.stream(metadata, { Type: 'Metadata', Subtype: 'XML' })),
    );
    catalog.set(PDFName.of('MarkInfo'), context.obj({ Marked: true }));
    return new TaggedPage(pdf, width, height);
  }

  addFont(name: string, reference: PDFRef): void {
    this.#page.node.setFontDictionary(PDFName.of(name), reference);
  }

  /** Content of the element that is open. */
  draw(operators: string): void {
    const mcid = this.#parents.push(this.#open) - 1;
    this.#open.kids.push(mcid);
    this.#content.push(`/${this.#open.tag} <</MCID ${mcid}>> BDC`, operators, 'EMC');
  }

  /** Decoration: nothing that a reader who listens should hear of. */
  decorate(operators: string): void {
    this.#content.push('/Artifact BMC', operators, 'EMC');
  }

  /** An element in reading order; what `write` draws and opens is its content. */
  element(tag: string, attributes: Attributes, write: () => void): void {
    const [outer, element] = [this.#open, { tag, attributes, kids: [] }];
    outer.kids.push(element);
    this.#open = element;
    write();
    this.#open = outer;
  }

  /** A link over a part of the page, inside the element that is open. */
  link(url: string, contents: string, rectangle: readonly [number, number, number, number]): void {
    const { context } = this.pdf;
    const reference = context.register(
      context.obj({
        Type: 'Annot',
        Subtype: 'Link',
        Rect: [...rectangle],
        Border: [0, 0, 0],
        F: 4,
        Contents: PDFHexString.fromText(contents),
        StructParent: this.#annotations.length + 1,
        A: { S: 'URI', URI: PDFString.of(url) },
      }),
    );
    this.#annotations.push({ reference, parent: this.#open });
    this.#open.kids.push({ annotation: reference });
    this.#page.node.addAnnot(reference);
  }

  async save(): Promise<Uint8Array> {
    const { context, catalog } = this.pdf;
    const references = new Map<Element, PDFRef>();
    const write = (element: Element, parent: PDFRef): PDFRef => {
      const { tag, attributes, kids } = element;
      const reference = context.nextRef();
      references.set(element, reference);
      const { lang, alt, actual, box } = attributes;
      const text = (value: string) => PDFHexString.fromText(value);
      const dictionary = context.obj({
        Type: 'StructElem',
        S: tag,
        P: parent,
        Pg: this.#page.ref,
        ...(lang && { Lang: PDFString.of(lang) }),
        ...(alt && { Alt: text(alt) }),
        ...(actual && { ActualText: text(actual) }),
        ...(box && { A: { O: 'Layout', Placement: 'Block', BBox: [...box] } }),
        K: kids.map((kid) => {
          if (typeof kid === 'number') return kid;
          if ('annotation' in kid) return { Type: 'OBJR', Pg: this.#page.ref, Obj: kid.annotation };
          return write(kid, reference);
        }),
      });
      context.assign(reference, dictionary);
      return reference;
    };
    const root = context.nextRef();
    const kid = write(this.#root, root);
    const of = (element: Element) => references.get(element)!;
    context.assign(
      root,
      context.obj({
        Type: 'StructTreeRoot',
        K: [kid],
        ParentTree: {
          Nums: [
            0,
            this.#parents.map(of),
            ...this.#annotations.flatMap(({ parent }, index) => [index + 1, of(parent)]),
          ],
        },
        ParentTreeNextKey: this.#annotations.length + 1,
      }),
    );
    catalog.set(PDFName.of('StructTreeRoot'), root);
    const { node } = this.#page;
    node.set(PDFName.of('StructParents'), context.obj(0));
    node.set(PDFName.of('Tabs'), PDFName.of('S'));
    node.set(PDFName.of('Contents'), context.register(context.flateStream(this.#content.join('\n'))));
    return this.pdf.save();
  }
}
