export default function Accueil() {
  return (
    <div className="fr-container fr-py-6w">
      <h1>Rigel</h1>
      <p className="rg-chiffres">22 100 000,00 €</p>
    </div>
  );
}
