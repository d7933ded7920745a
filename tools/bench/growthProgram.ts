/** Stacks of many components, which the program plans and previews. */
import program from "../..";
import { namespace } from "../../program/config/settings";
import { planStackFile } from "../../program/preview/planStackFile";
import { jsonOf, reportOf } from "../../program/preview/report";
import { runPreview } from "../../program/preview/run";
import { textOf } from "../../program/preview/text";
import { account } from "./documents";
import type { GrowthCase, Prepare } from "./growthCases";

const location = { partition: "aws", accountId: account, region: "eu-west-1" };

const targetTags = { PatchGroup: ["web"] };

/** Components that refer to each other, by config key of their pattern. A group takes the policies of one team. */
const team = (name: string): Readonly<Record<string, object>> => {
    const grantees = { groups: [`${name}-ops`] };
    return {
        runCommandNotifications: {},
        automation: {
            permissions: { Read: { actions: ["ec2:DescribeImages"], resources: ["*"] } },
            instanceRoleArns: [`managedInstance.${name}`],
            starters: { runbooks: ["Acme-RefreshImage"], grantees },
        },
        managedInstance: { parameters: { paths: [`/${name}`] }, launchers: { grantees } },
        runCommand: {
            operator: {
                documents: [`Acme-${name}`],
                targetTags,
                notificationRoleArns: [`runCommandNotifications.${name}`],
                grantees: { roles: [`automation.${name}`] },
            },
            reader: { grantees },
        },
        parameter: { readers: { paths: [`/${name}`], grantees } },
        patch: {
            patchers: { targetTags, notificationRoleArns: [`runCommandNotifications.${name}`], grantees },
        },
        stateManager: {
            runCommand: { documents: ["AWS-UpdateSSMAgent"], targetTags },
            automation: { runbooks: ["Acme-RefreshImage"], assumeRoleArns: [`automation.${name}`] },
        },
        maintenanceWindow: {
            runCommand: { documents: ["AWS-RunPatchBaseline"], targetTags },
            automation: { runbooks: ["Acme-RefreshImage"], assumeRoleArns: [`automation.${name}`] },
            registrars: { grantees },
        },
        session: { users: { documents: ["SSM-SessionManagerRunShell"], targetTags, grantees } },
        hybridActivation: { operators: { grantees, nodeTags: { Environment: ["bench"] } } },
    };
};

/** The config of a stack with this number of components, and one that warns about others. */
const stackConfig = (count: number, seed: number): Readonly<Record<string, unknown>> => {
    const config: Record<string, Record<string, unknown>> = {
        [`${namespace}:defaultHostManagement`]: { everywhere: {} },
    };
    const teams = Math.ceil(count / Object.keys(team("")).length);
    for (let index = 0; index < teams; index += 1) {
        const name = `t${seed}-${index}`;
        for (const [key, args] of Object.entries(team(name))) {
            (config[`${namespace}:${key}`] ??= {})[name] = args;
        }
    }
    return config;
};

const project = "bench";
const stack = "bench";

const plan: Prepare = (size, seed) => {
    const config = stackConfig(size, seed);
    return () => planStackFile(config, { project, stack, location });
};

/** A whole preview. Most of its time is spent in Pulumi's mocks. */
const preview: Prepare = (size, seed) => {
    const config = stackConfig(size, seed);
    return async () => {
        const planned = planStackFile(config, { project, stack, location });
        const { existingRoles } = planned;
        const run = await runPreview(program, { project, stack, location, config, existingRoles, plan: planned });
        const report = reportOf(run, planned, location);
        return [jsonOf(report), textOf(report, false)];
    };
};

/** The cases of the program. */
export const programCases: readonly GrowthCase[] = [
    { name: "plan of components", small: 100, large: 1000, prepare: plan },
    { name: "preview of components, with Pulumi's mocks", small: 100, large: 1000, prepare: preview },
];
