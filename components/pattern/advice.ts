/** Advice on names that AWS defines. AWS adds names, so an unknown one is not an error. */
import { matches } from "../../policypack/iam";
import actionNames from "./actionNames.json";
import { awsDocuments } from "./awsDocuments";
import type { Advice } from "./constraints";
import { nameOf } from "./location";
import { closest } from "./closest";
import { regions } from "./regions";

const unknown = (what: string, text: string, known: readonly string[], otherwise?: string): Advice | undefined => {
    const near = closest(text, known);
    if (near === undefined) {
        return otherwise === undefined ? undefined : { message: `is not ${what}`, fix: otherwise };
    }
    return { message: `is not ${what}`, fix: `Use "${near}", if that is what you mean.` };
};

/** Advice on a Region code that AWS did not have when the list was written. */
export const regionAdvice = (text: string): Advice | undefined =>
    regions.includes(text) ? undefined : unknown("a known Region", text, regions, "Check the spelling.");

/** Advice on a document with a name like one of AWS. */
export const documentAdvice = (nameOrArn: string): Advice | undefined => {
    const name = nameOf(nameOrArn);
    return awsDocuments.includes(name) || !/^(AWS|Amazon)/i.test(name)
        ? undefined
        : unknown("a known document of AWS", name, awsDocuments);
};

/** The names of all time zones, which Node.js has from the IANA database. */
const timeZones = (): readonly string[] => ["UTC", "GMT", ...Intl.supportedValuesOf("timeZone")];

/** Whether Node.js knows a time zone by this name. It also knows old names, and does not distinguish case. */
const isTimeZone = (text: string): boolean => {
    try {
        new Intl.DateTimeFormat("en", { timeZone: text });
        return true;
    } catch {
        return false;
    }
};

/** Advice on a time zone that is not in the IANA database, or is spelled with other capitals. */
export const timeZoneAdvice = (text: string): Advice | undefined => {
    const known = timeZones();
    const sameLetters = known.find((zone) => zone.toLowerCase() === text.toLowerCase());
    if (known.includes(text) || (sameLetters === undefined && isTimeZone(text))) {
        return undefined;
    }
    return unknown("a known time zone", text, known, "Use an IANA name such as Europe/Dublin.");
};

/** The actions of a service; undefined if the table lacks the service. */
const actionsOf = (service: string): readonly string[] | undefined =>
    (actionNames as Readonly<Record<string, string | undefined>>)[service]?.split(" ");

/**
 * Advice on an action, perhaps with a wildcard, that the service did not have when the table was generated.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const actionAdvice = (text: string): Advice | undefined => {
    const [service = "", name = ""] = text.split(":");
    const known = actionsOf(service.toLowerCase());
    if (known === undefined || known.some((action) => matches(name.toLowerCase(), action.toLowerCase()))) {
        return undefined;
    }
    const all = known.map((action) => `${service}:${action}`);
    return unknown("a known action", text, all, `Check it in the service authorization reference of ${service}.`);
};
