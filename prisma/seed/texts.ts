// The papers of the demonstration; those of the roundtable after the findings of Working Group II of CEPA, April 2012; {{edition iso3 indicator}} becomes a citation.
import type { Block } from '@roundtable/shared/papers/schema'

export interface SeedBlock { role: Block['role']; level?: Block['level']; text: string }
export interface SeedPaper { title: string; kind: 'position-paper' | 'report' | 'draft-outcome'; drafters: string[]; blocks: SeedBlock[] }

export const POSITION_PAPER: SeedPaper = {
  title: 'E-government at the local level and the use of the Survey',
  kind: 'position-paper',
  drafters: ['Kenya', 'Rwanda', 'Chamber of Digital Industry', 'Civic Data Network', 'Expert on local e-government'],
  blocks: [
    { role: 'heading', level: '1', text: 'Where we start from' },
    { role: 'text', text: 'Citizens are closer to local public administration than to central government. The move towards local governance is practically irreversible, and e-government moves with it.' },
    { role: 'text', text: 'The E-Government Development Index of Kenya stood at {{2012 KEN egdi}} in the 2012 edition of the Survey and at {{2024 KEN egdi}} in the 2024 edition; that of Rwanda rose from {{2012 RWA egdi}} to {{2024 RWA egdi}}.' },
    { role: 'text', text: 'A fall in rank does not mean that e-government goes backwards. Scores should therefore be read before ranks: South Sudan, ranked {{2024 SSD rank}} in 2024, was {{2010 SSD egdi}} of the United Nations when the 2010 edition was made.' },
    { role: 'heading', level: '1', text: 'Bringing the Survey to regional and local levels' },
    { role: 'text', text: 'The Survey reaches ministries but seldom councils. A mechanism is needed to disseminate it at regional and local levels, through strategic partnerships with local authorities, universities and the media.' },
    { role: 'text', text: 'Online services carry most of what residents notice. The Online Service Index of Uganda was {{2024 UGA osi}} in 2024, that of Ethiopia {{2024 ETH osi}}.' },
    { role: 'text', text: 'Three steps are within reach of each State of the region:' },
    { role: 'text', level: '1', text: 'to present its figures to at least one local council or assembly each year;' },
    { role: 'text', level: '1', text: 'to report what was asked there;' },
    { role: 'text', level: '1', text: 'to test, with civil society and the private sector, a first set of local indicators.' },
    { role: 'heading', level: '1', text: 'National consortia' },
    { role: 'text', text: 'Dialogue between government at its various levels, parliament, the private sector and civil society needs a standing table in each country.' },
  ],
}

export const OUTCOME: SeedPaper = {
  title: 'Working methods and use of the Survey by the Roundtable',
  kind: 'draft-outcome',
  drafters: ['Kenya', 'Rwanda', 'Chamber of Digital Industry', 'Civic Data Network'],
  blocks: [
    { role: 'preambular', text: 'Recalling the recommendation of the Committee of Experts on Public Administration that e-government regional roundtables be established, with the Survey as a policy tool,' },
    { role: 'preambular', text: 'Noting that the E-Government Development Index of Mauritius was {{2024 MUS egdi}} and that of Somalia {{2024 SOM egdi}} in the 2024 edition, and mindful of that distance,' },
    { role: 'operative', text: 'Agrees that the Survey should be disseminated at regional and local levels, including through strategic partnerships;' },
    { role: 'operative', text: 'Invites each delegation to present the figures of its State to at least one local council or assembly before the next session;' },
    { role: 'operative', text: 'Decides to prepare common local indicators, and for this purpose:' },
    { role: 'operative', level: '1', text: 'requests the Rapporteur to collect the indicators now in use by local authorities;' },
    { role: 'operative', level: '1', text: 'invites academia and the private sector to contribute in writing;' },
    { role: 'operative', level: '1', text: 'encourages civil society to test a first set with residents;' },
    { role: 'operative', text: 'Requests that scores be shown before ranks wherever the Survey is cited.' },
  ],
}

/** Of the consortium; its positions are invented. */
export const PROCUREMENT: SeedPaper = {
  title: 'Open electronic procurement for counties and small suppliers',
  kind: 'draft-outcome',
  drafters: ['Public Procurement Authority', 'Council of County Governments', 'Chamber of Commerce and Technology', 'Procurement Watch'],
  blocks: [
    { role: 'preambular', text: 'Noting that the E-Government Development Index of Kenya was {{2024 KEN egdi}} in the 2024 edition of the Survey and its Online Service Index {{2024 KEN osi}},' },
    { role: 'preambular', text: 'Recalling that public procurement is where residents, suppliers and administration meet most often, and where openness is tested,' },
    { role: 'operative', text: 'Agrees that every tender above the threshold of a county should be published in one open format, in the language of the tender and in English;' },
    { role: 'operative', text: 'Invites the counties, the private sector and civil society to agree on a first set of open procurement data, and for this purpose:' },
    { role: 'operative', level: '1', text: 'requests the Public Procurement Authority to publish awards and changes of contracts within thirty days;' },
    { role: 'operative', level: '1', text: 'invites small suppliers to say which steps keep them out;' },
    { role: 'operative', level: '1', text: 'encourages civil society to follow ten contracts from tender to delivery;' },
    { role: 'operative', text: 'Requests that the Regional Roundtable for Eastern Africa consider a common format for the region.' },
  ],
}
