/**
 * The mocha test runner of `npm run mutation`, which is faster than Stryker's own in three ways. Stryker starts a new
 * process for each mutant in code that runs while a module is loaded, which takes longer than all tests; instead,
 * test/policypack/rules/freshModule.test.ts loads the rules as fresh modules within a test. Other mutants skip that
 * test. And Stryker selects the tests of a mutant by one regular expression as long as all their names, which mocha
 * evaluates several times per test; a set of names is equivalent.
 */
import { commonTokens, declareFactoryPlugin, PluginKind } from "@stryker-mutator/api/plugin";
import { createMochaTestRunner } from "@stryker-mutator/mocha-runner";

const isFresh = (name) => name.startsWith("the rules, loaded as fresh modules ");

/** The tests to run for a mutant; all of them if Stryker selects none. */
const testsOf = ({ testFilter, reloadEnvironment }) => {
    if (testFilter === undefined) {
        return { test: () => true };
    }
    const others = reloadEnvironment ? [] : testFilter.filter((name) => !isFresh(name));
    const names = new Set(others.length === 0 ? testFilter : others);
    return { test: (name) => names.has(name) };
};

const create = (injector) => {
    const runner = createMochaTestRunner(injector);
    const mutantRun = runner.mutantRun.bind(runner);
    runner.capabilities = () => Promise.resolve({ reloadEnvironment: true });
    runner.mutantRun = (options) => {
        runner.mocha.grep = () => {
            runner.mocha.options.grep = testsOf(options);
            return runner.mocha;
        };
        return mutantRun(options);
    };
    return runner;
};
create.inject = [commonTokens.injector];

export { strykerValidationSchema } from "@stryker-mutator/mocha-runner";
export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, "mocha-fresh-module", create)];
