import { type Opened, textOf, withMemory } from './pdfium.ts';

/*
 * What stands on a page beside its content: fields with their values, notes, stamps. Numbers of kinds and flags are pdfium's
 * and the standard's: https://pdfium.googlesource.com/pdfium/+/main/public/fpdf_annot.h, ISO 32000-2, 12.5.3 and 12.7.5.
 */
const kinds = { link: 2, line: 4, polygon: 7, polyline: 8, stamp: 13, caret: 14, popup: 16, widget: 20 };
/** pdfium draws other kinds by itself where the file does not say how they look; these it leaves out. */
const drawnByFileOnly = [kinds.line, kinds.polygon, kinds.polyline, kinds.stamp, kinds.caret];
const fieldTypes = { checkBox: 2, radioButton: 3, comboBox: 4, listBox: 5, text: 6 };
const hidden = 1 << 1;
const noView = 1 << 5;
const password = 1 << 13;
const tick = '☒';

const maximumAnnotations = 5_000;
const maximumOptions = 1_000;

/** Walks what a viewer shows on the page. `handle` is pdfium's, good until `use` returns. */
const walk = ({ module }: Opened, page: number, use: (handle: number, kind: number) => void): void => {
  const count = Math.min(module.FPDFPage_GetAnnotCount(page), maximumAnnotations);
  for (let index = 0; index < count; index++) {
    const handle = module.FPDFPage_GetAnnot(page, index);
    if (handle === 0) continue;
    const shown = (module.FPDFAnnot_GetFlags(handle) & (hidden | noView)) === 0;
    if (shown) use(handle, module.FPDFAnnot_GetSubtype(handle));
    module.FPDFPage_CloseAnnot(handle);
  }
};

const withKey = <T>({ module }: Opened, key: string, use: (at: number) => T): T =>
  withMemory(module, key.length + 1, (at) => {
    new Uint8Array(module.memory.buffer).set([...Buffer.from(key, 'latin1'), 0], at);
    return use(at);
  });
const stringOf = (opened: Opened, handle: number, key: string): string =>
  withKey(opened, key, (at) =>
    textOf(opened.module, (to, size) => opened.module.FPDFAnnot_GetStringValue(handle, at, to, size)),
  );

/** Which of a list's options are chosen, as the list calls them. */
const chosenOptions = ({ module, form }: Opened, handle: number): string[] => {
  const count = Math.min(module.FPDFAnnot_GetOptionCount(form, handle), maximumOptions);
  const chosen: string[] = [];
  for (let index = 0; index < count; index++)
    if (module.FPDFAnnot_IsOptionSelected(form, handle, index) === 1)
      chosen.push(textOf(module, (to, size) => module.FPDFAnnot_GetOptionLabel(form, handle, index, to, size)));
  return chosen;
};

const fieldValue = (opened: Opened, handle: number): string => {
  const { module, form } = opened;
  const value = () => textOf(module, (to, size) => module.FPDFAnnot_GetFormFieldValue(form, handle, to, size));
  switch (module.FPDFAnnot_GetFormFieldType(form, handle)) {
    case fieldTypes.checkBox:
    case fieldTypes.radioButton: {
      if (module.FPDFAnnot_IsChecked(form, handle) !== 1) return '';
      const name = textOf(module, (to, size) => module.FPDFAnnot_GetFormFieldExportValue(form, handle, to, size));
      return `${tick} ${name}`.trim();
    }
    case fieldTypes.comboBox:
    case fieldTypes.listBox:
      return chosenOptions(opened, handle).join(', ') || value();
    case fieldTypes.text:
      return module.FPDFAnnot_GetFormFieldFlags(form, handle) & password ? '•'.repeat(value().length) : value();
    default:
      return '';
  }
};

/** What a person reads before a field: what its maker says of it, else its name. */
const fieldLabel = ({ module, form }: Opened, handle: number): string =>
  textOf(module, (to, size) => module.FPDFAnnot_GetFormFieldAlternateName(form, handle, to, size)).trim() ||
  textOf(module, (to, size) => module.FPDFAnnot_GetFormFieldName(form, handle, to, size));

const joined = (label: string, value: string): string => [label.trim(), value.trim()].filter(Boolean).join(': ');

/** A line for each field that is filled in and each note or stamp that says something. */
export const annotationLines = (opened: Opened, page: number): string[] => {
  const lines: string[] = [];
  walk(opened, page, (handle, kind) => {
    if (kind === kinds.widget) {
      const value = opened.form === 0 ? '' : fieldValue(opened, handle);
      if (value.trim()) lines.push(joined(fieldLabel(opened, handle), value));
    } else if (kind !== kinds.link && kind !== kinds.popup) {
      const contents = stringOf(opened, handle, 'Contents');
      if (contents.trim()) lines.push(joined(stringOf(opened, handle, 'T'), contents));
    }
  });
  return lines;
};

/** Whether the page has fields that a viewer shows. */
export const hasFields = (opened: Opened, page: number): boolean => {
  let found = false;
  walk(opened, page, (_, kind) => {
    found ||= kind === kinds.widget;
  });
  return found;
};

/** Whether something stands on the page that the file does not say how to draw, and that pdfium leaves out. */
export const hasUndrawn = (opened: Opened, page: number): boolean => {
  let found = false;
  walk(opened, page, (handle, kind) => {
    found ||=
      drawnByFileOnly.includes(kind) && withKey(opened, 'AP', (at) => opened.module.FPDFAnnot_HasKey(handle, at)) === 0;
  });
  return found;
};

/** Takes what no viewer shows out of what `FPDFPage_Flatten` makes part of the page. */
export const hideUnseen = ({ module }: Opened, page: number): void => {
  const count = module.FPDFPage_GetAnnotCount(page);
  for (let index = 0; index < count; index++) {
    const handle = module.FPDFPage_GetAnnot(page, index);
    if (handle === 0) continue;
    const flags = module.FPDFAnnot_GetFlags(handle);
    if (flags & noView) module.FPDFAnnot_SetFlags(handle, flags | hidden);
    module.FPDFPage_CloseAnnot(handle);
  }
};
