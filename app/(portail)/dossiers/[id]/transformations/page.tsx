import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SectionTransformations } from "@/components/carte/section-transformations";
import { formationConnue } from "@/lib/server/formation-connue";
import { lireEspace } from "../lire-espace";

export const metadata: Metadata = { title: "Transformations de la carte" };

/** The names of the formations already in the dossier come with the page: 2,300 others stay on the server. */
export default async function PageTransformations({ params }: { params: Promise<{ id: string }> }) {
  const espace = await lireEspace((await params).id);
  if (!espace) notFound();
  const codes = [...new Set((espace.fichier.transformations ?? []).flatMap((t) => (t.cfd ? [t.cfd] : [])))];
  const lues = codes.map((cfd) => ({ cfd, formation: formationConnue(cfd) }));
  return (
    <SectionTransformations
      connues={lues.flatMap(({ formation }) => (formation ? [formation] : []))}
      inconnues={lues.flatMap(({ cfd, formation }) => (formation ? [] : [cfd]))}
    />
  );
}
