import type { NodeSessions } from "../nodes/args";
import type { SessionPreferences } from "./preferencesArgs";
import type { Unwrap } from "../pattern/args";
import type { Constraints } from "../pattern/constraints";
import type { NamingScope } from "../pattern/naming";
import { arn, isAwsOwnedDocument } from "../pattern/location";
import type { NameOverrides, SiblingComponent, NamedResource } from "../pattern/pattern";
import type { ValidationIssue } from "../pattern/validationIssue";
import * as limit from "../pattern/values";

/** The session document that holds the preferences of a Region. */

type Preferences = Unwrap<SessionPreferences>;

/** The document that a session runs by which names none. */
const regionalPreferences = "SSM-SessionManagerRunShell";

/** The document of the component, made here or not. */
export const preferencesDocument = ({ location }: NamingScope, { preferences }: NameOverrides): NamedResource => {
    const name = preferences?.documentName ?? regionalPreferences;
    return { name, arn: arn(location, "ssm", `document/${name}`) };
};

const shellProfile = {
    description: "commands of at most 512 characters",
    pattern: "[\\s\\S]{0,512}",
} as const;

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html */
export const preferencesConstraints: Constraints<Preferences> = {
    properties: {
        documentName: {
            description: 'the name of one document: 3 to 128 letters, digits, ".", "_" or "-"',
            pattern: "[A-Za-z0-9_.-]{3,128}",
        },
        idleSessionTimeoutMinutes: limit.wholeNumber("minutes", 1, 60),
        maxSessionDurationMinutes: limit.wholeNumber("minutes", 1, 1440),
        kmsKeyArn: limit.kmsKeyArn,
        logGroup: { properties: { logGroupName: limit.logGroupName } },
        bucket: { properties: { bucketName: limit.bucketName, keyPrefix: limit.keyPrefix } },
        runAsDefaultUser: {
            description: "the name of a user of the operating system, and not root, which Session Manager refuses",
            pattern: "(?!root$)[a-z_][a-z0-9_.-]{0,31}",
        },
        shellProfile: {
            properties: { linux: shellProfile, windows: shellProfile },
            groups: [{ rule: "atLeastOne", of: ["linux", "windows"] }],
        },
    },
};

/** What is wrong with preferences of which each looks right. */
export const preferencesIssues = ({
    documentName,
    runAs,
    runAsDefaultUser,
}: Preferences): readonly ValidationIssue[] => [
    ...(documentName !== undefined && isAwsOwnedDocument(documentName)
        ? [
              {
                  path: "preferences.documentName",
                  value: documentName,
                  message: "begins as only the names of AWS's documents may",
                  fix: `Write another name, or take it away for ${regionalPreferences}.`,
              },
          ]
        : []),
    ...(runAsDefaultUser !== undefined && !(runAs ?? false)
        ? [
              {
                  path: "preferences.runAsDefaultUser",
                  value: runAsDefaultUser,
                  message: "has no effect without runAs",
                  fix: 'Set "runAs" to true, or take it away.',
              },
          ]
        : []),
];

/** The components whose nodes hold sessions, by rights of their own. */
const nodeComponents: ReadonlySet<string> = new Set([
    "ManagedInstanceAccess",
    "DefaultHostManagement",
    "HybridActivation",
    "EdgeDeviceAccess",
]);

/** What nodes beside the preferences need for them and were not given: their sessions fail, or leave no log. */
export const preferencesWarnings = (
    { kmsKeyArn, logGroup, bucket }: Preferences,
    { location }: NamingScope,
    neighbours: readonly SiblingComponent[],
): readonly ValidationIssue[] =>
    neighbours
        .filter(({ component, scope }) => nodeComponents.has(component) && scope.location.region === location.region)
        .flatMap(({ reference, args }) => {
            const { sessions = {} } = args as { readonly sessions?: Partial<Unwrap<NodeSessions>> };
            return (
                [
                    ["kmsKeyArn", kmsKeyArn, "kmsKeyArn", sessions.kmsKeyArn],
                    ["logGroup.logGroupName", logGroup?.logGroupName, "logGroupName", sessions.logGroupName],
                    ["bucket.bucketName", bucket?.bucketName, "bucket.bucketName", sessions.bucket?.bucketName],
                ] as const
            )
                .filter(([, value, , given]) => typeof value === "string" && value !== given)
                .map(([path, value, arg]) => ({
                    path: `preferences.${path}`,
                    value,
                    message: `is nothing that the nodes of ${reference} may use, so sessions there fail or leave no log`,
                    fix: `Name it in ${reference} too, as "sessions.${arg}".`,
                }));
        });

/**
 * The content of the document: every input that the schema knows, so that none is left to what was there before.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html
 */
export const preferencesContent = ({
    idleSessionTimeoutMinutes = 20,
    maxSessionDurationMinutes,
    kmsKeyArn = "",
    logGroup,
    bucket,
    runAs = false,
    runAsDefaultUser = "",
    shellProfile: { linux = "", windows = "" } = {},
}: Preferences): string =>
    JSON.stringify({
        schemaVersion: "1.0",
        description: "Preferences of Session Manager.",
        sessionType: "Standard_Stream",
        inputs: {
            s3BucketName: bucket?.bucketName ?? "",
            s3KeyPrefix: bucket?.keyPrefix ?? "",
            s3EncryptionEnabled: bucket?.encrypted ?? true,
            cloudWatchLogGroupName: logGroup?.logGroupName ?? "",
            cloudWatchEncryptionEnabled: logGroup?.encrypted ?? true,
            cloudWatchStreamingEnabled: logGroup?.streaming ?? true,
            kmsKeyId: kmsKeyArn,
            runAsEnabled: runAs,
            runAsDefaultUser,
            idleSessionTimeout: String(idleSessionTimeoutMinutes),
            maxSessionDuration: maxSessionDurationMinutes === undefined ? "" : String(maxSessionDurationMinutes),
            shellProfile: { windows, linux },
        },
    });
