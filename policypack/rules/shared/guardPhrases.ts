/** The end of messages about a guard that is missing or has no effect. */
import type { MessageData } from "../../engine/message";
import type { Guard } from "../../iam";

/** The statement has no condition on a source key. */
export const unguarded = "without aws:SourceAccount, aws:SourceArn or aws:SourceOrgID";

/** The statement has such a condition. `guardData` has the values. */
export const ineffective = "with a condition that does not restrict access ({condition}): {why}";

/** The path of the condition that does not restrict access, and why; nothing if there is no condition. */
export const guardData = ({ state, path, why }: Guard): MessageData =>
    state === "absent" ? {} : { condition: path, why };
