/** Times something, and prints it. Never fails: machines differ, figures and ratios are for people to compare. */

export type Mesure = { p50: number; p95: number; max: number; tours: number };

const rang = (triees: readonly number[], part: number): number =>
  triees[Math.min(triees.length - 1, Math.floor(triees.length * part))] ?? Number.NaN;

const ms = (duree: number): string => `${duree < 10 ? duree.toFixed(2) : duree.toFixed(1)} ms`;

/** Runs `fn` a few times unmeasured (compilation, caches), then `tours` times measured. */
export async function mesurer(
  nom: string,
  tours: number,
  fn: (tour: number) => unknown,
  chauffe = Math.ceil(tours / 5),
): Promise<Mesure> {
  for (let i = 0; i < chauffe; i++) await fn(i);
  const durees: number[] = [];
  for (let i = 0; i < tours; i++) {
    const debut = performance.now();
    await fn(chauffe + i);
    durees.push(performance.now() - debut);
  }
  durees.sort((a, b) => a - b);
  const mesure = { p50: rang(durees, 0.5), p95: rang(durees, 0.95), max: durees.at(-1) ?? Number.NaN, tours };
  dire(
    `  ${nom.padEnd(62)} p50 ${ms(mesure.p50).padStart(9)}   p95 ${ms(mesure.p95).padStart(9)}   max ${ms(mesure.max).padStart(9)}   (${tours} ×)`,
  );
  return mesure;
}

export const dire = (texte: string): void => void process.stdout.write(`${texte}\n`);
export const titre = (texte: string): void => dire(`\n${texte}`);
/** « a est à b ce que 1,8 est à 1 ». */
export const rapport = (nom: string, a: Mesure, b: Mesure): void =>
  dire(`  ${nom.padEnd(62)} × ${(a.p50 / b.p50).toFixed(2)}`);
