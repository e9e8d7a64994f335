export const words = {
  showTable: (title: string) => `Show the table: ${title}`,
  hideTable: (title: string) => `Hide the table: ${title}`,
} as const;
