import type { ExplicitNames, Identity, Pattern, Problem } from "../../components/catalogue";
import type { Documents, Names } from "../../components/catalogue/plan";
import { automation } from "../../components/catalogue/automation";
import { automationEvents } from "../../components/catalogue/automationEvents";
import { defaultHostManagement } from "../../components/catalogue/defaultHostManagement";
import { deployments } from "../../components/catalogue/deployments";
import { edgeDevice } from "../../components/catalogue/edgeDevice";
import { hybridActivation } from "../../components/catalogue/hybridActivation";
import { flowLogDelivery } from "../../components/catalogue/flowLogDelivery";
import { inventorySync } from "../../components/catalogue/inventorySync";
import { maintenanceWindow } from "../../components/catalogue/maintenanceWindow";
import { managedInstance } from "../../components/catalogue/managedInstance";
import { nodeEgress } from "../../components/catalogue/nodeEgress";
import { notifications } from "../../components/catalogue/notifications";
import { parameter } from "../../components/catalogue/parameter";
import { patchPattern } from "../../components/catalogue/patch";
import { runCommand } from "../../components/catalogue/runCommand";
import { serviceLinkedRoles } from "../../components/catalogue/serviceLinkedRoles";
import { session } from "../../components/catalogue/session";
import { stateManager } from "../../components/catalogue/stateManager";
import { systemsManagerEndpoints } from "../../components/catalogue/systemsManagerEndpoints";
import * as automationSample from "./automationSample";
import * as automationEventsSample from "./automationEventsSample";
import * as defaultHostManagementSample from "./defaultHostManagementSample";
import * as deploymentsSample from "./deploymentsSample";
import { problemsOf } from "./describeProblems";
import * as flowLogSample from "./flowLogDeliverySample";
import * as hybridSample from "./hybridActivationSample";
import * as inventorySample from "./inventorySyncSample";
import * as windowSample from "./maintenanceWindowSample";
import * as instanceSample from "./managedInstanceSample";
import * as parameterSample from "./parameterSample";
import * as patchSample from "./patchSample";
import * as runCommandSample from "./runCommandSample";
import * as linkedSample from "./serviceLinkedRolesSample";
import * as sessionSample from "./sessionSample";
import * as stateManagerSample from "./stateManagerSample";
import * as endpointsSample from "./systemsManagerEndpointsSample";

/** A pattern with args that ask for all or for little of what it can do. */
export interface Sample {
    readonly component: string;
    readonly title: string;
    /** What is wrong with the args, with the ARNs in them rewritten for the partition; the same of names and documents. */
    readonly problems: (identity: Identity) => readonly Problem[];
    readonly names: (identity: Identity) => Names;
    readonly documents: (identity: Identity) => Documents;
}

const samplesOf = <Args extends object>(
    pattern: Pattern<Args>,
    all: Readonly<Record<string, Args & ExplicitNames>>,
): readonly Sample[] =>
    Object.entries(all).map(([title, given]) => {
        const args = ({ place }: Identity): Args & ExplicitNames =>
            JSON.parse(JSON.stringify(given).replaceAll("arn:aws:", `arn:${place.partition}:`)) as typeof given;
        return {
            component: pattern.component,
            title,
            problems: (identity) => problemsOf(pattern, args(identity), identity),
            names: (identity) => pattern.names(identity, args(identity)),
            documents: (identity) => pattern.documents(identity, args(identity)),
        };
    });

/** A new pattern is a new line here, with everything that it can emit. */
export const samples: readonly Sample[] = [
    ...samplesOf(runCommand, {
        everything: {
            administrator: { ...runCommandSample.administrator, cancel: true },
            operator: runCommandSample.operator,
            reader: { ...runCommandSample.reader, commandOutput: true },
        },
    }),
    ...samplesOf(notifications, {
        everything: {
            kmsKeyArn: instanceSample.keyArn("a"),
            callers: { grantees: { groups: ["ops"] } },
        },
        "a topic that exists": { topicArn: windowSample.topic },
    }),
    ...samplesOf(session, {
        everything: sessionSample.everything,
        "own sessions by tag, of any place": { users: sessionSample.otherwise },
    }),
    ...samplesOf(parameter, {
        everything: parameterSample.everything,
        "no more than asked for": { readers: parameterSample.readers, writers: parameterSample.writers },
    }),
    ...samplesOf(patchPattern, { everything: patchSample.everything, "one baseline and one node": patchSample.narrow }),
    ...samplesOf(stateManager, {
        everything: stateManagerSample.everything,
        "one association of a runbook": stateManagerSample.narrow,
    }),
    ...samplesOf(inventorySync, {
        accounts: inventorySample.accounts,
        "an organization": inventorySample.organization,
        "a bucket elsewhere": inventorySample.member,
        "a computed bucket": { bucket: {} },
    }),
    ...samplesOf(serviceLinkedRoles, { everything: linkedSample.all, some: linkedSample.some }),
    ...samplesOf(managedInstance, { everything: instanceSample.everything, "nothing but the core": {} }),
    ...samplesOf(hybridActivation, { everything: hybridSample.everything, "operators alone": hybridSample.least }),
    // That a trust is unguarded for a reason is no lawful sample; the law's verdict on it is tested beside the pattern.
    ...samplesOf(edgeDevice, { everything: hybridSample.edge }),
    ...samplesOf(systemsManagerEndpoints, {
        everything: endpointsSample.everything,
        "those of an organization": endpointsSample.ofOrganization,
    }),
    ...samplesOf(nodeEgress, { everything: endpointsSample.egress }),
    ...samplesOf(defaultHostManagement, {
        everything: defaultHostManagementSample.everything,
        "the core of AWS": { administrators: defaultHostManagementSample.administrators },
        "the role of another Region": {
            existingRoleArn: "arn:aws:iam::123456789012:role/service-role/hosts",
            administrators: defaultHostManagementSample.administrators,
        },
    }),
    ...samplesOf(maintenanceWindow, {
        everything: windowSample.everything,
        "a computed role name": { functionArns: windowSample.functionArns },
        "the service-linked role": { serviceLinkedRole: true, registrars: { grantees: windowSample.grantees } },
    }),
    ...samplesOf(automation, { everything: automationSample.everything }),
    ...samplesOf(automationEvents, { everything: automationEventsSample.everything }),
    ...samplesOf(flowLogDelivery, {
        everything: flowLogSample.everything,
        "an existing log group": { logGroup: { existingLogGroupName: "/acme/flow", createLogGroup: false } },
        "a bucket that keeps its policy": {
            bucket: { bucketName: "acme-flow-logs", hivePrefixes: true, attachPolicy: false },
            creators: flowLogSample.creators,
        },
    }),
    ...samplesOf(deployments, {
        "Pulumi Deployments": {
            pulumiDeployments: deploymentsSample.pulumiDeployments,
            deployed: deploymentsSample.deployed,
        },
        "GitHub Actions": { gitHubActions: deploymentsSample.gitHubActions, deployed: deploymentsSample.deployed },
    }),
];
