import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { Pagination } from "@/components/dsfr/pagination";
import { adresseHabilitations, CHEMIN, CHEMIN_REVUE } from "@/components/habilitations/adresse";
import { Onglets } from "@/components/habilitations/onglets";
import { Revue } from "@/components/habilitations/revue";
import { GRACE_REVUE_JOURS } from "@/lib/domain/habilitations";
import { lireFiltresDemandes, lireFiltresHabilitations } from "@/lib/schemas/filtres-acces";
import { peut } from "@/lib/server/droits";
import { listerDemandes } from "@/lib/server/habilitations/lister-demandes";
import { listerHabilitations, PAR_PAGE } from "@/lib/server/habilitations/lister-habilitations";
import { exigerAgent } from "@/lib/server/session";
import { relire, retirer } from "../actions";
import "@/components/dsfr/champs.css";

export const metadata: Metadata = { title: "Revue annuelle des droits" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function PageRevue({ searchParams }: Props) {
  const agent = await exigerAgent();
  if (!peut(agent, "habilitation.lister")) forbidden();
  const lus = lireFiltresHabilitations({ ...(await searchParams), etat: "a_revoir" });
  const { lignes, total, totaux, page, pages } = await listerHabilitations(agent, lus, new Date());
  const { enAttente } = await listerDemandes(agent, lireFiltresDemandes({}));
  return (
    <>
      <FilAriane chemin={[{ href: CHEMIN, texte: "Habilitations" }]} courant="Revue annuelle" />
      <h1 className="fr-h2">Revue annuelle des droits</h1>
      <Onglets courant="revue" enAttente={enAttente} aRevoir={totaux.a_revoir} />
      <p className="rg-lecture">
        Une fois par an, dites de chaque droit s’il sert encore. Gardez-le pour un an, ou retirez-le avec une raison.
        Rien n’est retiré à votre place : {GRACE_REVUE_JOURS} jours après l’échéance, les administrateurs sont prévenus,
        et le droit continue jusqu’à sa date de fin.
      </p>
      <Revue lignes={lignes} relire={relire} retirer={retirer} />
      {lignes.length > 0 ? (
        <Pagination
          page={page}
          pages={pages}
          total={total}
          parPage={PAR_PAGE}
          adresse={(p) => adresseHabilitations({ ...lus, etat: "" }, { page: p }, CHEMIN_REVUE)}
        />
      ) : null}
    </>
  );
}
