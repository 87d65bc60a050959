// Where there is no terminal, vitest prints a line per test file. This prints ten lines at most, and what fails.
import { DefaultReporter } from 'vitest/node';

const LINES = 10;

export default class Progress extends DefaultReporter {
  #files = 0;
  #done = 0;

  constructor() {
    super({ summary: false });
  }

  onTestRunStart(files) {
    this.#files = files.length;
    super.onTestRunStart(files);
  }

  onTestModuleEnd(module) {
    super.onTestModuleEnd(module);
    const share = () => Math.floor((this.#done / this.#files) * LINES);
    const before = share();
    this.#done += 1;
    if (this.#files > 1 && share() > before) this.log(`${this.#done} of ${this.#files} test files`);
  }

  printTestModule(module) {
    if (module.state() === 'failed') super.printTestModule(module);
  }
}
