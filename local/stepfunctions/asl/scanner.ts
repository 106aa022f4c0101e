/** Reads a text from left to right; the parsers of paths, filters and intrinsic functions share it. */
export class Scanner {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  peek(): string {
    return this.text[this.at] ?? '';
  }

  /** Takes `literal` if it comes next. */
  take(literal: string): boolean {
    if (!this.text.startsWith(literal, this.at)) return false;
    this.at += literal.length;
    return true;
  }

  expect(literal: string): void {
    if (!this.take(literal)) throw this.error(`'${literal}' is expected`);
  }

  spaces(): void {
    while (/\s/.test(this.peek())) this.at += 1;
  }

  /** Takes what the sticky `pattern` matches here, or nothing. */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  /** A quoted text; `unescaped` turns the character after a backslash into what it stands for. */
  quoted(quote: string, unescaped: (char: string) => string = (char) => char): string {
    this.expect(quote);
    let text = '';
    while (!this.take(quote)) {
      if (this.done) throw this.error(`the closing ${quote} is missing`);
      if (this.take('\\')) text += unescaped(this.peek());
      else text += this.peek();
      this.at += 1;
    }
    return text;
  }

  number(): number | undefined {
    const found = this.match(/-?\d+(\.\d+)?([eE][+-]?\d+)?/y);
    return found === undefined ? undefined : Number(found);
  }

  error(what: string): SyntaxError {
    return new SyntaxError(`${what} at character ${this.at + 1} of "${this.text}"`);
  }
}
