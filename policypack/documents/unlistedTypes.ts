/** Types without a row: those of other providers that stand for an AWS type, and those that are searched by form. */

import { memoizeByObject, TextCache } from "../iam";
import { detect, type Detected } from "./heuristics";
import { attachmentPaths } from "./resourceTypes/attachments";
import { fieldsOf, propertiesOf } from "./resourceTypes";
import { awsTypeOf, isOtherProduct, type AwsType } from "./resourceTypes/otherProviders";
import { jsonText } from "./values/parseJson";
import { keysOf, getOwn } from "./values/paths";

const nothing: Detected = { documents: [], templates: [], managedPolicies: [] };

const isListed = (type: string): boolean => propertiesOf(type) !== undefined || fieldsOf(type) !== undefined;

/** Whether the documents of a known type grant nothing: its row is empty. */
const grantsNothing = (type: string): boolean => keysOf(propertiesOf(type) ?? { unlisted: true }).length === 0;

const detectIn = (type: string, props: unknown, known: AwsType | undefined): Detected => {
    if (isOtherProduct(type) || (known !== undefined && grantsNothing(known.type))) {
        return nothing;
    }
    const name = type.slice(type.lastIndexOf(":") + 1);
    const detected = detect(props, { name, grantsByData: known !== undefined });
    return type in attachmentPaths ? { ...detected, managedPolicies: [] } : detected;
};

/** Some hundred resources. */
const maxCachedCharacters = 2_000_000;

const detectedInText = new TextCache<Detected>(maxCachedCharacters);

/** The JSON of properties that may be a proxy, which throws where a value is unknown. */
const textOf = (props: unknown): string | undefined =>
    jsonText(Object.fromEntries(keysOf(props).map((key) => [key, getOwn(props, key)])));

const searched = (type: string, props: unknown): Detected => detectIn(type, props, awsTypeOf(type));

interface OfType {
    readonly type: string;
    readonly detected: Detected;
}

/** By object: the resources of templates, which are the same for every policy. */
const detectedInObject = memoizeByObject<object, { found: OfType | undefined }>(() => ({ found: undefined }));

const remembered = (type: string, props: object): Detected => {
    const text = Object.isFrozen(props) ? undefined : textOf(props);
    return text === undefined
        ? searched(type, props)
        : detectedInText.get(`${type}\n${text}`, () => searched(type, props));
};

/**
 * What is found by form in the properties of a type without a row. Every policy receives a copy of the properties, so
 * the result is kept by their JSON, too, which takes less time than the search.
 */
export const detectedIn = (type: string, props: unknown): Detected => {
    if (typeof props !== "object" || props === null || isListed(type)) {
        return nothing;
    }
    const known = detectedInObject(props);
    if (known.found?.type !== type) {
        known.found = { type, detected: remembered(type, props) };
    }
    return known.found.detected;
};
