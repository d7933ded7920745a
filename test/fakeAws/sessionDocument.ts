import { Refusal } from "./refusal";
import { isRecord, text, type Properties, type Value } from "./value";

const wrong = (sentence: string): Refusal => new Refusal("InvalidDocumentContent", sentence);

const isText = (value: Value): boolean => typeof value === "string";
const isBoolean = (value: Value): boolean => typeof value === "boolean";

/** Minutes are written as text; an empty one means that there is no limit. */
const minutes =
    (most: number) =>
    (value: Value): boolean =>
        value === "" || (typeof value === "string" && /^[1-9]\d*$/.test(value) && Number(value) <= most);

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

/** The content of a document of the type Session. */
export const refuseSessionContent = (content: Properties): void => {
    const stranger = Object.keys(content).find((name) => !known.has(name));
    if (stranger !== undefined) {
        throw wrong(`A session document knows no ${stranger}.`);
    }
    const wanted = sessionTypes[text(content, "sessionType")];
    if (wanted === undefined) {
        throw wrong(
            `The sessionType is ${Object.keys(sessionTypes).join(", ")}, got ${JSON.stringify(content.sessionType)}.`,
        );
    }
    const missing = wanted.find((name) => !isRecord(content[name]));
    if (missing !== undefined) {
        throw wrong(`A session document of this sessionType has ${missing}.`);
    }
    const given = isRecord(content.inputs) ? content.inputs : {};
    const bad = Object.entries(given).find(([name, value]) => inputs[name]?.(value) !== true);
    if (bad !== undefined) {
        throw wrong(`The session input ${bad[0]} must not be ${JSON.stringify(bad[1])}.`);
    }
};
