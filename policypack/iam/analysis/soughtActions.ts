/**
 * Which of the actions that rules look for a document allows. Most documents allow few of them, so that most rules need
 * not look at their statements.
 */
import { powerfulActions } from "../knowledge/systemsManagerActions";
import type { PolicyModel } from "../model/document";
import { memoizeByText, memoizeLast } from "../syntax/memoize";
import { isAction } from "./statementMatch";

/** The actions, in lower case. There is room for 31, one for each bit of a set. */
const sought: readonly string[] = [
    "iam:passrole",
    "iam:createservicelinkedrole",
    "sts:assumerole",
    "sts:assumerolewithwebidentity",
    "s3:getobject",
    "s3:putobject",
    "ssm:resetservicesetting",
    ...powerfulActions.map(({ action }) => action.toLowerCase()),
];

/** A set of these actions: a bit for each. */
export type ActionSet = number;

const everyAction: ActionSet = 2 ** sought.length - 1;

/** Some hundred distinct actions, of which stacks use a few again and again. */
const maxCachedCharacters = 100_000;

/** The actions that a pattern matches. */
const matchedBy = memoizeByText(maxCachedCharacters, (pattern): ActionSet => {
    let found: ActionSet = 0;
    sought.forEach((action, at) => {
        found |= isAction(pattern, action) ? 1 << at : 0;
    });
    return found;
});

/**
 * The set of some actions, given in lower case.
 *
 * @throws Error if one of them is not among the actions that are looked for.
 */
export const actionSet = (actions: readonly string[]): ActionSet =>
    actions.reduce((set, action) => {
        const at = sought.indexOf(action);
        if (at === -1) {
            throw new Error(`${action} is not among the actions that rules look for`);
        }
        return set | (1 << at);
    }, 0);

/**
 * The actions that the Allow statements of a document match, whatever its Deny statements take away. A NotAction counts
 * as every action.
 */
export const allowedActions = memoizeLast(({ statements }: PolicyModel): ActionSet => {
    let found: ActionSet = 0;
    for (const { effect, actions, notActions } of statements) {
        if (effect !== "Allow") {
            continue;
        }
        if (notActions.length > 0) {
            return everyAction;
        }
        for (const { text } of actions) {
            found |= matchedBy(text);
        }
    }
    return found;
});
