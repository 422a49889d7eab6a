/** A column of a custom resource, as its CustomResourceDefinition names it. */
export type PrinterColumn = {
  name: string;
  type: string;
  format: string;
  description: string;
  priority: number;
  jsonPath: string;
};
