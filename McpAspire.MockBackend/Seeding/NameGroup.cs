namespace McpAspire.MockBackend.Seeding;

/// <summary>Names and the offices where they are common. A name is followed, after a bar, by its form in e-mail addresses.</summary>
internal sealed record NameGroup(string[] Offices, string[] Given, string[] Family)
{
    public static IReadOnlyList<NameGroup> All { get; } =
    [
        new(
            ["London, United Kingdom", "Toronto, Canada", "Austin, United States"],
            ["Olivia", "Marcus", "Grace", "Theo", "Hannah", "Callum", "Ruth", "Desmond"],
            ["Whitfield", "Okafor", "Harrington", "Lindqvist", "Carver", "Ashdown", "Pemberton", "Doyle"]),
        new(
            ["Berlin, Germany", "Zürich, Switzerland"],
            ["Anneliese", "Jürgen|juergen", "Lena", "Matthias", "Katrin", "Björn|bjoern", "Ulrike", "Tobias"],
            ["Schäfer|schaefer", "Brandt", "Köhler|koehler", "Vogel", "Lindemann", "Reuter", "Groß|gross", "Hofmann"]),
        new(
            ["Stockholm, Sweden", "Oslo, Norway"],
            ["Astrid", "Søren|soren", "Ingrid", "Henrik", "Sigrid", "Åke|ake", "Freja", "Lars"],
            ["Nyström|nystrom", "Haugen", "Bergström|bergstrom", "Dahl", "Kjær|kjaer", "Solberg", "Ekman", "Møller|moller"]),
        new(
            ["Lyon, France", "Montréal, Canada"],
            ["Chloé|chloe", "Baptiste", "Élise|elise", "Rémi|remi", "Margaux", "Thibault", "Solène|solene", "Yannick"],
            ["Lefèvre|lefevre", "Girard", "Moreau", "Chevalier", "Besson", "Rousseau", "Marchand", "Delacroix"]),
        new(
            ["Madrid, Spain", "Ciudad de México, Mexico"],
            ["Lucía|lucia", "Andrés|andres", "Marisol", "Joaquín|joaquin", "Inés|ines", "Rafael", "Paloma", "Esteban"],
            ["Herrera", "Muñoz|munoz", "Castellanos", "Ibarra", "Domínguez|dominguez", "Vega", "Salazar", "Ortega"]),
        new(
            ["São Paulo, Brazil", "Lisbon, Portugal"],
            ["Beatriz", "Thiago", "Mariana", "João|joao", "Letícia|leticia", "Caio", "Fernanda", "Rui"],
            ["Almeida", "Figueiredo", "Nogueira", "Araújo|araujo", "Teixeira", "Monteiro", "Gonçalves|goncalves", "Barros"]),
        new(
            ["Kraków, Poland"],
            ["Zofia", "Łukasz|lukasz", "Agnieszka", "Paweł|pawel", "Małgorzata|malgorzata", "Wojciech", "Hanna", "Krzysztof"],
            ["Wiśniewska|wisniewska", "Zieliński|zielinski", "Nowak", "Mazur", "Jabłońska|jablonska", "Sikora", "Wrona", "Krawczyk"]),
        new(
            ["Bengaluru, India", "Pune, India"],
            ["Ananya", "Rohan", "Priya", "Vikram", "Meera", "Arjun", "Kavya", "Sanjay"],
            ["Iyer", "Deshpande", "Chatterjee", "Kulkarni", "Menon", "Bhatt", "Reddy", "Joshi"]),
        new(
            ["Tokyo, Japan"],
            ["Haruka", "Kenji", "Yui", "Daichi", "Aiko", "Ryo", "Misaki", "Takumi"],
            ["Fujimoto", "Sakamoto", "Nakagawa", "Hayashi", "Ogawa", "Matsuda", "Ishikawa", "Ueno"]),
        new(
            ["Singapore", "Taipei, Taiwan"],
            ["Mei Ling|meiling", "Wei", "Xiu Ying|xiuying", "Jun Jie|junjie", "Hui Min|huimin", "Zhen", "Li Na|lina", "Kai"],
            ["Tan", "Chen", "Lim", "Huang", "Goh", "Wu", "Koh", "Zhao"]),
        new(
            ["Lagos, Nigeria", "Nairobi, Kenya"],
            ["Adaeze", "Chukwuemeka", "Folake", "Babajide", "Wanjiru", "Kamau", "Ngozi", "Otieno"],
            ["Adeyemi", "Nwosu", "Balogun", "Eze", "Mwangi", "Odhiambo", "Ogunleye", "Kariuki"]),
        new(
            ["Dubai, United Arab Emirates", "Amman, Jordan", "İstanbul, Türkiye"],
            ["Layla", "Omar", "Nour", "Karim", "Elif", "Emre", "Yasmin", "Tariq"],
            ["Haddad", "Al-Masri|almasri", "Yılmaz|yilmaz", "Demir", "Khoury", "Nassar", "Şahin|sahin", "Farouk"]),
    ];

    /// <summary>The display name.</summary>
    public static string Shown(string name) => name.Split('|')[0];

    /// <summary>The name in e-mail addresses.</summary>
    public static string Plain(string name)
    {
        var parts = name.Split('|');
#pragma warning disable CA1308 // E-mail addresses are conventionally lower case; nothing is compared.
        return parts.Length == 2 ? parts[1] : name.ToLowerInvariant();
#pragma warning restore CA1308
    }
}
