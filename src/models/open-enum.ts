/** Known values, or whatever text the installation uses where none of them fits. */
export type OpenEnum<Known extends string> = Known | (string & Record<never, never>);
