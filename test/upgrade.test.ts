import * as assert from "node:assert/strict";
import { changesBetween, namesNow, namesWritten, stacks } from "./upgrade/urns";

const advice =
    "Existing stacks have these resources. If the change is intended, run `npm run urns`, commit the lists, and document in " +
    "CHANGELOG.md what an upgrade replaces.";

describe("URNs and physical names", () => {
    for (const stack of stacks) {
        it(`of the stack ${stack} are unchanged`, async () => {
            const changes = changesBetween(namesWritten(stack), await namesNow(stack));
            assert.ok(changes.length === 0, [...changes, advice].join("\n"));
        });
    }
});

describe("changesBetween", () => {
    const role = "urn:pulumi:dev::ssm-access::ssm-access:index:A$aws:iam/role:Role::images";
    const moved = "urn:pulumi:dev::ssm-access::ssm-access:index:B$aws:iam/role:Role::images";
    const topic = "urn:pulumi:dev::ssm-access::ssm-access:index:A$aws:sns/topic:Topic::images";

    it("returns nothing for the same names in any order", () => {
        assert.deepEqual(changesBetween({ [role]: "r", [topic]: "t" }, { [topic]: "t", [role]: "r" }), []);
    });

    it("reports that a changed physical name replaces the resource", () => {
        assert.deepEqual(changesBetween({ [role]: "old" }, { [role]: "new" }), [
            'aws:iam/role:Role "images" is renamed from old to new in AWS: `pulumi up` replaces it. ' +
                "References to the old name or ARN break.",
        ]);
    });

    it("reports that a maintenance window is renamed in place", () => {
        const window = "urn:pulumi:dev::ssm-access::aws:ssm/maintenanceWindow:MaintenanceWindow::w";
        assert.deepEqual(changesBetween({ [window]: "old" }, { [window]: "new" }), [
            'aws:ssm/maintenanceWindow:MaintenanceWindow "w" is renamed from old to new in AWS: `pulumi up` updates it in place.',
        ]);
    });

    it("reports that a removed URN is deleted, and that a new one replaces nothing", () => {
        assert.deepEqual(changesBetween({ [role]: "r" }, { [topic]: "t" }), [
            `${role} is removed: \`pulumi up\` deletes r in AWS.`,
            `${topic} is new: \`pulumi up\` creates t and replaces nothing.`,
        ]);
    });

    it("reports that a moved resource needs an alias", () => {
        assert.deepEqual(changesBetween({ [role]: "r" }, { [moved]: "r" }), [
            `${role} is now ${moved}, still r in AWS: \`pulumi up\` creates it before it deletes the old one, ` +
                "and AWS rejects the duplicate name. Add an alias for the old URN.",
        ]);
    });
});
