"use client";
import { useContext, useState } from "react";
import { useValeur } from "@/components/dossier/champ-saisi";
import { useEspaceFixe } from "@/components/dossier/espace-contexte";
import { ChampTexte } from "@/components/dsfr/champ-texte";
import { Modale } from "@/components/dsfr/modale";
import { phraseInvitations } from "@/lib/domain/courrier";
import { accorder } from "@/lib/domain/ecriture";
import { type DemandeInvitationContact, demandeInvitationContact } from "@/lib/schemas/equipe";
import { ContexteAcces } from "./acces-partenaires";
import { enregistrerPartenaire } from "./enregistrer-partenaire";
import { nomDePartenaire, type PartenaireSaisi } from "./ligne-partenaire";

/** Every partner that nobody answers for, its address reviewed before anything is sent. An empty address: not now. */
export function InviterPartenaires() {
  const acces = useContext(ContexteAcces);
  const { espace, magasin } = useEspaceFixe();
  const lignes = useValeur("partenaires", "partenaires") as readonly PartenaireSaisi[];
  const [ouverte, setOuverte] = useState(false);
  const [adresses, setAdresses] = useState<Readonly<Record<string, string>>>({});
  const [fautes, setFautes] = useState<Readonly<Record<string, string>>>({});
  const [dit, setDit] = useState<string | null>(null);
  const [enCours, setEnCours] = useState(false);
  if (acces === null || !espace.droits.gererEquipe) return null;
  // Those just added are not in what the server told yet.
  const sansAcces = lignes.flatMap((ligne, rang) => {
    const vue = acces.partenaires.find((p) => p.cle === ligne.id);
    const libre = vue === undefined || vue.contacts.length + vue.invitations.length === 0;
    return libre ? [{ cle: ligne.id, nom: nomDePartenaire(ligne.nom, rang) }] : [];
  });
  if (sansAcces.length === 0) return dit === null ? null : <p role="status">{dit}</p>;
  const proposee = (cle: string) => String(lignes.find((p) => p.id === cle)?.contactCourriel ?? "");
  const adresseDe = (cle: string) => adresses[cle] ?? proposee(cle);
  const choisis = sansAcces.filter((p) => adresseDe(p.cle).trim() !== "");

  const inviter = async (demande: DemandeInvitationContact) =>
    (await enregistrerPartenaire(magasin, demande.partenaire)) ?? acces.actions.inviterContact(demande);

  async function envoyer() {
    const demandes = choisis.map((p) => ({ dossierId: espace.id, partenaire: p.cle, adresse: adresseDe(p.cle) }));
    const trouvees: Record<string, string> = {};
    for (const d of demandes) {
      const lue = demandeInvitationContact.safeParse(d);
      if (!lue.success) trouvees[d.partenaire] = lue.error.issues[0]?.message ?? "Cette adresse n’est pas valable.";
    }
    // Nobody is written to until every address is right.
    let parties = 0;
    let courrier = false;
    if (Object.keys(trouvees).length === 0) {
      setEnCours(true);
      for (const d of demandes) {
        const reponse = await inviter(d).catch(() => null);
        if (reponse?.ok) {
          parties += 1;
          courrier = reponse.data.courrier;
        } else {
          const erreur = reponse?.error;
          trouvees[d.partenaire] =
            erreur?.fields?.adresse ?? erreur?.message ?? "La demande n’est pas partie : vérifiez la connexion.";
        }
      }
      setEnCours(false);
    }
    setFautes(trouvees);
    if (parties > 0) setDit(phraseInvitations(parties, courrier));
    const [premiere] = Object.keys(trouvees);
    if (premiere === undefined) setOuverte(false);
    else document.getElementById(`inviter-${premiere}`)?.focus();
  }

  return (
    <div className="fr-mb-2w">
      <div role="status">{dit === null ? null : <p className="fr-message fr-message--valid">{dit}</p>}</div>
      <button
        type="button"
        className="fr-btn fr-btn--tertiary fr-btn--sm fr-btn--icon-left fr-icon-mail-line"
        aria-haspopup="dialog"
        onClick={() => {
          setFautes({});
          setDit(null);
          setOuverte(true);
        }}
      >
        Inviter les partenaires sans accès ({sansAcces.length})
      </button>
      <Modale
        id="modale-inviter-partenaires"
        titre="Inviter les partenaires sans accès"
        ouverte={ouverte}
        surFermeture={() => setOuverte(false)}
        boutons={
          <>
            <button
              type="button"
              className="fr-btn"
              disabled={enCours || choisis.length === 0}
              onClick={() => void envoyer()}
            >
              {enCours ? "Envoi…" : `Envoyer ${accorder(choisis.length, "invitation")}`}
            </button>
            <button type="button" className="fr-btn fr-btn--secondary" onClick={() => setOuverte(false)}>
              Annuler
            </button>
          </>
        }
      >
        <p>Relisez chaque adresse ; laissez vide celle d’un partenaire à inviter plus tard.</p>
        {sansAcces.map((p) => (
          <ChampTexte
            key={p.cle}
            id={`inviter-${p.cle}`}
            libelle={p.nom}
            valeur={adresseDe(p.cle)}
            surChangement={(valeur) => {
              setAdresses({ ...adresses, [p.cle]: valeur });
              const { [p.cle]: _, ...reste } = fautes;
              setFautes(reste);
            }}
            erreur={fautes[p.cle]}
          />
        ))}
      </Modale>
    </div>
  );
}
