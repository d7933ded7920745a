import type { GoodRow, Made, RefusalCase } from "./case";
import * as events from "./events";
import * as iam from "./iam";
import * as maintenanceWindow from "./maintenanceWindow";
import * as network from "./network";
import * as policies from "./policies";
import * as sns from "./sns";
import * as ssm from "./ssm";
import * as storage from "./storage";
import type { Properties } from "../../fakeAws/value";

/** One good resource of each type, each able to lean on those above it. */
export const good: readonly GoodRow[] = [
    ...iam.good,
    ...maintenanceWindow.good,
    ...ssm.good,
    ...sns.good,
    ...events.good,
    ...storage.good,
    ...network.good,
];

/** Everything that is refused, by what is wrong with it. */
export const refusals: readonly RefusalCase[] = [
    ...iam.refusals,
    ...policies.refusals,
    ...maintenanceWindow.refusals,
    ...ssm.refusals,
    ...sns.refusals,
    ...events.refusals,
    ...storage.refusals,
    ...network.refusals,
];

export const inputsFor = (type: string, made: Readonly<Record<string, Made>>): Properties => {
    const row = good.find(([each]) => each === type);
    if (row === undefined) {
        throw new Error(`no file of test/engine/cases has a good ${type}`);
    }
    return row[1](made);
};

/** The property that names a resource of the type, and a name that no other has. */
const freshName = (type: string): readonly [property: string, name: string] =>
    type === "aws:kms/alias:Alias"
        ? ["name", "alias/fresh"]
        : [type === "aws:s3/bucket:Bucket" ? "bucket" : "name", "fresh-name"];

/** The inputs of a case: good ones under a fresh name, then spoilt. */
export const spoilt = ({ type, spoil, keepName }: RefusalCase, made: Readonly<Record<string, Made>>): Properties => {
    const inputs = inputsFor(type, made);
    const [property, name] = freshName(type);
    return { ...inputs, ...(property in inputs && keepName !== true ? { [property]: name } : {}), ...spoil };
};
