/** How long assembling 20 annexes takes, in both readings of « 300 pages », and the memory it asks for. */
import { assembler } from "@/lib/pdf/assemblage/assembler";
import { annexeBalisee } from "@/tests/outils/pdf/annexes";
import { dire, mesurer, titre } from "./mesure";

async function banc(): Promise<void> {
  titre("Assemblage de 20 annexes balisées");
  for (const pages of [15, 300]) {
    const octets = await annexeBalisee({ pages });
    let memoire = 0;
    await mesurer(`20 annexes de ${pages} pages, ${20 * pages} en tout`, 3, () =>
      assembler(
        Array.from({ length: 20 }, (_, i) => ({
          titre: `Annexe ${i + 1}`,
          genre: "pdf",
          lire: async () => octets.slice(),
        })),
        {
          titre: "Annexes",
          auteur: "Essai",
          date: new Date(0),
          ecrire: () => undefined,
          pause: async () => {
            memoire = Math.max(memoire, process.memoryUsage.rss());
          },
        },
      ),
    );
    dire(`  mémoire résidente au plus haut : ${Math.round(memoire / 1e6)} Mo`);
  }
}

void banc();
