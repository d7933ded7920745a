import type { GoodRow, Made, RejectedCase } from "./case";
import * as ecs from "./ecs";
import * as events from "./events";
import * as iam from "./iam";
import * as maintenanceWindow from "./maintenanceWindow";
import * as network from "./network";
import * as policies from "./policies";
import * as sns from "./sns";
import * as ssm from "./ssm";
import * as storage from "./storage";
import type { Properties } from "../../fakeAws/value";

/** One valid resource of each type. Each may depend on earlier ones. */
export const good: readonly GoodRow[] = [
    ...iam.good,
    ...maintenanceWindow.good,
    ...ssm.good,
    ...sns.good,
    ...events.good,
    ...storage.good,
    ...network.good,
    ...ecs.good,
];

/** Everything that is rejected, each with what is wrong with it. */
export const rejected: readonly RejectedCase[] = [
    ...iam.rejected,
    ...policies.rejected,
    ...maintenanceWindow.rejected,
    ...ssm.rejected,
    ...sns.rejected,
    ...events.rejected,
    ...storage.rejected,
    ...network.rejected,
    ...ecs.rejected,
];

export const inputsFor = (type: string, made: Readonly<Record<string, Made>>): Properties => {
    const row = good.find(([each]) => each === type);
    if (row === undefined) {
        throw new Error(`no file in test/engine/cases has a valid example of ${type}`);
    }
    return row[1](made);
};

/** The property that names a resource of the type, and a name that no valid example has. */
const freshName = (type: string): readonly [property: string, name: string] =>
    type === "aws:kms/alias:Alias"
        ? ["name", "alias/fresh"]
        : [type === "aws:s3/bucket:Bucket" ? "bucket" : "name", "fresh-name"];

/** The inputs of a case: the valid ones under a new name, with the change of the case applied. */
export const rejectedInputs = (
    { type, change, keepName }: RejectedCase,
    made: Readonly<Record<string, Made>>,
): Properties => {
    const inputs = inputsFor(type, made);
    const [property, name] = freshName(type);
    return { ...inputs, ...(property in inputs && keepName !== true ? { [property]: name } : {}), ...change };
};
