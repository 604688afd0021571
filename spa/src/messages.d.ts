declare module '@messages/*?verdicts' {
  const messages: Record<string, string>;
  export default messages;
}
