/** ARNs: `arn:partition:service:region:account:resource`. */

/** The fields of an ARN; the resource may contain colons. */
export interface Arn {
    readonly partition: string;
    readonly service: string;
    readonly region: string;
    readonly account: string;
    readonly resource: string;
}

/** Splits an ARN, or an ARN pattern, into its fields; undefined for text with fewer than six. */
export const arnParts = (text: string): Arn | undefined => {
    if (!text.startsWith("arn:")) {
        return undefined;
    }
    const partition = text.indexOf(":", 4);
    const service = partition === -1 ? -1 : text.indexOf(":", partition + 1);
    const region = service === -1 ? -1 : text.indexOf(":", service + 1);
    const account = region === -1 ? -1 : text.indexOf(":", region + 1);
    if (account === -1) {
        return undefined;
    }
    return {
        partition: text.slice(4, partition),
        service: text.slice(partition + 1, service),
        region: text.slice(service + 1, region),
        account: text.slice(region + 1, account),
        resource: text.slice(account + 1),
    };
};

/** Whether the text is exactly twelve digits. */
export const isAccountId = (text: string): boolean => /^\d{12}$/.test(text);
