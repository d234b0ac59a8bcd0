export default async function stopPostgres() {
  await globalThis.testPooler?.remove();
  await globalThis.testCluster?.remove();
}
