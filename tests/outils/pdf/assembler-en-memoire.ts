import { type AnnexeAssemblee, assembler, type OptionsAssemblage } from "@/lib/pdf/assemblage/assembler";

/** The assembly kept in memory, to be read again at once. */
export async function assemblerAnnexes(
  annexes: readonly { titre: string; octets: Uint8Array }[],
  options: Omit<OptionsAssemblage, "ecrire">,
): Promise<{ octets: Uint8Array; pages: number; annexes: AnnexeAssemblee[] }> {
  const morceaux: Uint8Array[] = [];
  const recueil = await assembler(
    annexes.map(({ titre, octets }) => ({ titre, genre: "pdf", lire: async () => octets })),
    { ...options, ecrire: (morceau) => morceaux.push(Uint8Array.from(morceau)) },
  );
  return { ...recueil, octets: Buffer.concat(morceaux) };
}
