/**
 * The mocha of `npm run mutation`, made quicker in three ways. Stryker starts a process anew for each mutant of what
 * runs while a module is loaded, which takes longer than all tests; test/policypack/rules/freshModule.test.ts loads the law anew within a
 * test instead. Other mutants need not be loaded anew. And Stryker names the tests of a mutant in one regular expression
 * as long as all their names, which mocha asks several times for each test; a set of names says the same.
 */
import { commonTokens, declareFactoryPlugin, PluginKind } from "@stryker-mutator/api/plugin";
import { createMochaTestRunner } from "@stryker-mutator/mocha-runner";

const isAnew = (name) => name.startsWith("the law, loaded anew ");

/** The tests that a mutant is to fail; all of them where Stryker names none. */
const testsOf = ({ testFilter, reloadEnvironment }) => {
    if (testFilter === undefined) {
        return { test: () => true };
    }
    const others = reloadEnvironment ? [] : testFilter.filter((name) => !isAnew(name));
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
export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, "mocha-anew", create)];
