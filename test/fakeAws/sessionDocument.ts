import { AwsError } from "./awsError";
import { isRecord, text, type Properties, type Value } from "./value";

const invalid = (message: string): AwsError => new AwsError("InvalidDocumentContent", message);

const isText = (value: Value): boolean => typeof value === "string";
const isBoolean = (value: Value): boolean => typeof value === "boolean";

/** Minutes are strings; an empty string means no limit. */
const minutes =
    (max: number) =>
    (value: Value): boolean =>
        value === "" || (typeof value === "string" && /^[1-9]\d*$/.test(value) && Number(value) <= max);

const isShellProfile = (value: Value): boolean =>
    isRecord(value) &&
    Object.entries(value).every(
        ([system, line]) => ["linux", "windows"].includes(system) && typeof line === "string" && line.length <= 512,
    );

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html */
const inputs: Readonly<Record<string, (value: Value) => boolean>> = {
    s3BucketName: isText,
    s3KeyPrefix: isText,
    s3EncryptionEnabled: isBoolean,
    cloudWatchLogGroupName: isText,
    cloudWatchEncryptionEnabled: isBoolean,
    cloudWatchStreamingEnabled: isBoolean,
    kmsKeyId: isText,
    runAsEnabled: isBoolean,
    runAsDefaultUser: isText,
    idleSessionTimeout: minutes(60),
    maxSessionDuration: minutes(1440),
    shellProfile: isShellProfile,
};

const sessionTypes: Readonly<Record<string, readonly string[]>> = {
    Standard_Stream: ["inputs"],
    InteractiveCommands: ["properties"],
    NonInteractiveCommands: ["properties"],
    Port: ["properties"],
};

const known = new Set(["schemaVersion", "description", "sessionType", "inputs", "parameters", "properties"]);

/** Rejects invalid content of a document of the type Session. */
export const rejectSessionContent = (content: Properties): void => {
    const unexpected = Object.keys(content).find((name) => !known.has(name));
    if (unexpected !== undefined) {
        throw invalid(`In a session document, ${unexpected} is not allowed.`);
    }
    const requiredKeys = sessionTypes[text(content, "sessionType")];
    if (requiredKeys === undefined) {
        throw invalid(
            `The sessionType must be one of ${Object.keys(sessionTypes).join(", ")}, got ${JSON.stringify(content.sessionType)}.`,
        );
    }
    const missing = requiredKeys.find((name) => !isRecord(content[name]));
    if (missing !== undefined) {
        throw invalid(`A session document of this sessionType must have ${missing}.`);
    }
    const given = isRecord(content.inputs) ? content.inputs : {};
    const bad = Object.entries(given).find(([name, value]) => inputs[name]?.(value) !== true);
    if (bad !== undefined) {
        throw invalid(`The session input ${bad[0]} must not be ${JSON.stringify(bad[1])}.`);
    }
};
