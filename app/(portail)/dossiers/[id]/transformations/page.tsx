import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SectionTransformations } from "@/components/carte/section-transformations";
import { PanneauLiens } from "@/components/carte-formations/liens/panneau-liens";
import { libellesConnus } from "@/lib/server/carte/colorations/libelles-connus";
import { formationConnue } from "@/lib/server/formation-connue";
import { lireLiens } from "@/lib/server/liens/lire-liens";
import { exigerAgent } from "@/lib/server/session";
import { lireEspace } from "../lire-espace";

export const metadata: Metadata = { title: "Transformations de la carte" };

/** The names of the formations already in the dossier come with the page: 2,300 others stay on the server. */
export default async function PageTransformations({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const espace = await lireEspace(id);
  if (!espace) notFound();
  const liens = await lireLiens(await exigerAgent(), id);
  const codes = [...new Set((espace.fichier.transformations ?? []).flatMap((t) => (t.cfd ? [t.cfd] : [])))];
  const region = espace.fichier.regionAcademique;
  const lues = codes.map((cfd) => ({ cfd, formation: formationConnue(cfd) }));
  return (
    <SectionTransformations
      connues={lues.flatMap(({ formation }) => (formation ? [formation] : []))}
      colorations={region ? await libellesConnus(region) : null}
      inconnues={lues.flatMap(({ cfd, formation }) => (formation ? [] : [cfd]))}
    >
      {liens === null ? null : <PanneauLiens vus={liens} />}
    </SectionTransformations>
  );
}
