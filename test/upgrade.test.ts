import * as assert from "node:assert/strict";
import { changesBetween, namesNow, namesWritten, stacks } from "./upgrade/urns";

const advice =
    "Someone's stack has these already. If the change is meant, run `npm run urns`, commit the lists, and tell in CHANGELOG.md " +
    "what an upgrade replaces.";

describe("URNs and physical names", () => {
    for (const stack of stacks) {
        it(`of the stack ${stack} are as they were`, async () => {
            const changes = changesBetween(namesWritten(stack), await namesNow(stack));
            assert.ok(changes.length === 0, [...changes, advice].join("\n"));
        });
    }
});

describe("a change of URNs and physical names", () => {
    const role = "urn:pulumi:dev::ssm-access::ssm-access:index:A$aws:iam/role:Role::images";
    const moved = "urn:pulumi:dev::ssm-access::ssm-access:index:B$aws:iam/role:Role::images";
    const topic = "urn:pulumi:dev::ssm-access::ssm-access:index:A$aws:sns/topic:Topic::images";

    it("is none where all is the same, in whatever order", () => {
        assert.deepEqual(changesBetween({ [role]: "r", [topic]: "t" }, { [topic]: "t", [role]: "r" }), []);
    });

    it("says that another physical name replaces the resource", () => {
        assert.deepEqual(changesBetween({ [role]: "old" }, { [role]: "new" }), [
            'aws:iam/role:Role "images" is named new in AWS, and was old: `pulumi up` deletes it and makes another. ' +
                "Whoever knows the old one by name or ARN loses it.",
        ]);
    });

    it("says that a window is renamed in place", () => {
        const window = "urn:pulumi:dev::ssm-access::aws:ssm/maintenanceWindow:MaintenanceWindow::w";
        assert.deepEqual(changesBetween({ [window]: "old" }, { [window]: "new" }), [
            'aws:ssm/maintenanceWindow:MaintenanceWindow "w" is named new in AWS, and was old: `pulumi up` renames it in location.',
        ]);
    });

    it("says that a URN which is gone is deleted, and that a new one replaces nothing", () => {
        assert.deepEqual(changesBetween({ [role]: "r" }, { [topic]: "t" }), [
            `${role} is gone: \`pulumi up\` deletes r in AWS.`,
            `${topic} is new: \`pulumi up\` makes t and replaces nothing.`,
        ]);
    });

    it("says that a moved resource needs an alias", () => {
        assert.deepEqual(changesBetween({ [role]: "r" }, { [moved]: "r" }), [
            `${role} is now ${moved}, still r in AWS: \`pulumi up\` makes it before it deletes the old one, ` +
                "and AWS refuses the second of a name. Give the new one an alias of the old one.",
        ]);
    });
});
