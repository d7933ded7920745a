/** SDKs of other languages send every default of the package schema, so sending one must change nothing. */
import * as assert from "node:assert/strict";
import { planDocuments } from "../../components/pattern/pattern";
import { issuesOf } from "./describeIssues";
import { fixtures } from "./fixtures";
import { namingScope } from "./namingScopes";
import { sentArgs } from "./sentArgs";

describe("the defaults of the package schema", () => {
    for (const { component, title, pattern, args, issues, names, documents } of fixtures) {
        it(`change nothing in ${component}, ${title}`, () => {
            const scope = namingScope(component);
            const sent = sentArgs(component, args);
            assert.notDeepEqual(sent, args);
            assert.deepEqual(issuesOf(pattern, sent, scope), issues(scope));
            assert.deepEqual(pattern.names(scope, sent), names(scope));
            assert.deepEqual(planDocuments(pattern, scope, sent), documents(scope));
        });
    }
});
