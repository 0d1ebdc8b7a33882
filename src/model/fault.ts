/** Wrong usage or configuration: neither a mistake in a document nor a fault of the machine. One sentence for the user. */
export class UsageFault extends Error {}
