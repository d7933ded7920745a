/**
 * The mocha of `npm run mutation`. Stryker starts a process anew for each mutant of what runs while a module is loaded,
 * which takes longer than all tests; test/rules/anew.test.ts loads the law anew within a test instead.
 */
import { commonTokens, declareFactoryPlugin, PluginKind } from "@stryker-mutator/api/plugin";
import { createMochaTestRunner } from "@stryker-mutator/mocha-runner";

function create(injector) {
    const runner = createMochaTestRunner(injector);
    runner.capabilities = () => Promise.resolve({ reloadEnvironment: true });
    return runner;
}
create.inject = [commonTokens.injector];

export { strykerValidationSchema } from "@stryker-mutator/mocha-runner";
export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, "mocha-anew", create)];
