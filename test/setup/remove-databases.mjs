export default async function removeDatabases() {
  await globalThis.testPooler?.remove();
  await globalThis.testTemplates?.remove();
  await globalThis.testCluster?.remove();
}
