/** One of the known values, or any other text that the installation uses. */
export type OpenEnum<Known extends string> = Known | (string & Record<never, never>);
