/** Complete notices in different words, for the checker's tests, the demo year and carriers that look for a beginning. */
export const formal = `Important notice about your Customer Proprietary Network Information

Prairie Voice LLC asks for your permission to use your Customer Proprietary Network Information (CPNI). Under federal law, you have a right, and we have a duty, to protect the confidentiality of your CPNI.

CPNI includes the telephone numbers you call and the time and length of your calls, the services to which you subscribe, how much you use them, the charges on your bill, and the technical configuration of your service. It does not include your name, address and published telephone number.

We would like to use your CPNI to offer you other communications services that you do not have from us today. Only Prairie Voice LLC will receive and use it; we will not disclose it to anybody else. Your approval may help us to offer products and services tailored to your needs.

You have the right to disapprove these uses, and to deny or withdraw access to your CPNI at any time. A denial of approval will not affect the provision of any services to which you subscribe.

To deny access, reply to this e-mail with the words "opt out", call 1-800-555-0142, or go to https://choice.prairievoice.example. Each of these ways is free of charge and open 24 hours a day, seven days a week. To grant access you need not do anything: if we do not hear from you within 30 days after we send this notice, we will assume that you approve.

Any approval or denial of approval for the use of your CPNI outside of the services you already have from us is valid until you affirmatively revoke or limit it. If you have opted out before, no further action is needed to keep that choice.
`;

export const letter = `Dear customer,

This letter is about your phone records and a choice that is yours.

Federal law says that the record of how you use your telephone is private. Keeping it confidential is your right and our duty under that law. This record is called CPNI, short for customer proprietary network information. It means things like these: whom you call, when and for how long; which services you buy from us; and what you are billed.

Prairie Voice would like to look at this record to suggest to you services that you do not have yet, such as mobile or long-distance calling. We would also give it to our sister company, Prairie Wireless LLC, for the same purpose. Nobody else gets it. If someone asks us for it with your written request, the law may require us to hand it over.

You may say no to this. You may also say yes now and change your mind at any time. Saying no changes nothing about the services you have with us: they stay exactly as they are. We may then be unable to tell you which calling plan fits you.

How to say no: call us toll-free at 1-888-555-0177, visit www.prairievoice.example/choice, or write to us at P.O. Box 410, Des Moines, IA 50309. The telephone line and the web page cost you nothing and take your answer day or night.

How to say yes: do nothing. We wait forty-five (45) days after mailing this letter to hear from you; then we take it that you agree.

Whatever you choose, yes or no, for services other than those you have with us today, your choice stays in force until you tell us otherwise. If you told us no in the past, you do not have to do it again.

Prairie Voice
`;

export const short = `Your information, your choice

What is this about?
It is about CPNI: information we have only because we are your phone company. CPNI covers the calling plan and features you subscribe to and your usage of them.

Do I have rights?
Yes. By federal law you are entitled to have this information kept confidential, and Prairie Voice is obliged to protect it.

What do you want to do with it?
We want to tell you about additional products and services of ours. Prairie Voice alone would see the information.

Can I refuse?
Of course. You can opt out, and you can revoke your permission whenever you like. Your decision has no effect on the service you receive.

How do I opt out?
Reply "no" to this message, use the form at choice.prairievoice.example/no, or dial 800-555-0142. All three work around the clock and without any cost to you.

And if I agree?
Then there is nothing to do. Unless you opt out within thirty-five days of this message, we treat your silence as a yes.

How long does my answer count?
Your yes or no about services beyond those you already have remains in effect until you change it. Have you already opted out? Then you need do nothing more.
`;

export const spoken = `We ask for your consent. Federal law gives you the right to have your telephone account information kept confidential, and it requires us at Prairie Voice to protect it.

This information, known as CPNI, consists of your call records, the services you take from us and the location of your phone when you use it.

May we share it with Acme Mail Services, a company that works for us? Acme Mail Services and Prairie Voice would use it to offer you new products, and for nothing else.

You are free to refuse. If you agree now, you can take your permission back at any time. Your services remain unchanged whether you agree or refuse.

To agree, say or write "I agree", or go to choice.prairievoice.example and choose "I agree". To refuse, say "no", call 1-866-555-0110 or choose "no" at choice.prairievoice.example; both are free and open 24 hours a day, every day.

Your consent or refusal concerns services outside those you have from us, and it holds until you withdraw or change it.
`;

export const spanish = `Aviso importante sobre su información de red de propiedad del cliente

Prairie Voice LLC le pide permiso para usar su información de red de propiedad del cliente (CPNI, por sus siglas en inglés). Según la ley federal, usted tiene el derecho, y nosotros tenemos el deber, de proteger la confidencialidad de su CPNI.

La CPNI incluye los números a los que usted llama y la hora y duración de sus llamadas, los servicios que tiene contratados, cuánto los utiliza, los cargos de su factura y la configuración técnica de su servicio.

Queremos usar su CPNI para ofrecerle otros servicios de comunicaciones que hoy no tiene con nosotros. Solo Prairie Voice LLC la recibirá y la usará.

Usted tiene derecho a rechazar estos usos, y puede negar o retirar el acceso a su CPNI en cualquier momento. Su negativa no afectará ninguno de los servicios que tiene contratados.

Para negarse, responda a este correo con la palabra "no", llame al 1-800-555-0142 o visite https://choice.prairievoice.example. Cada una de estas formas es gratuita y está disponible las 24 horas del día, los siete días de la semana. Para dar su aprobación no tiene que hacer nada: si no recibimos su respuesta dentro de los 30 días posteriores al envío de este aviso, supondremos que usted está de acuerdo.

Toda aprobación o negativa sobre el uso de su CPNI fuera de los servicios que ya tiene con nosotros es válida hasta que usted la revoque o la limite. Si ya se negó antes, no tiene que hacer nada más para mantener su decisión.
`;

export const customary = `Notice of CPNI Rights

As a customer of Prairie Voice LLC, you have the right, and Prairie Voice LLC has a duty, under federal law, to protect the confidentiality of certain information about you: (1) the quantity, technical configuration, type, destination, location, and amount of your use of telecommunications services; and (2) information contained on your telephone bill concerning the services you receive. That information, when matched to your name, address, and telephone number, is known as "Customer Proprietary Network Information," or "CPNI" for short. Examples of CPNI include information typically available from telephone-related details on your monthly bill, technical information, type of service, current telephone charges, long distance and local service billing records, directory assistance charges, usage data and calling patterns.

From time to time, Prairie Voice LLC would like to use the CPNI information it has on file to provide you with information about our communications-related products and services or special promotions. Our use of CPNI may also enhance our ability to offer products and services tailored to your specific needs. Accordingly, we would like your approval so that we may use this CPNI to let you know about communications-related services other than those to which you currently subscribe that we believe may be of interest to you. If you approve, you do not have to take any action.

However, you do have the right to restrict our use of your CPNI. You may deny or withdraw our right to use your CPNI at any time by calling us toll free at 800-555-0199. If you wish to opt out by e-mail, reply to this message. These methods are available 24 hours a day, 7 days a week, at no cost to you. If you deny or restrict your approval for us to use your CPNI, you will suffer no effect, now or in the future, on how we provide any services to which you subscribe. Any denial or restriction of your approval remains valid until your services are discontinued or you affirmatively revoke or limit such approval or denial.

If we do not hear from you within 30 days of this notification, we will assume that you approve our use of your CPNI. If you have previously opted out, no action is needed.
`;

export const friendly = `Your privacy choices at Prairie Voice

Prairie Voice keeps records about your phone service. Under federal law you have a right to confidentiality of these records and Prairie Voice must keep them confidential. The law calls them CPNI. Examples are the numbers you dial, how long you talk, the features you have ordered, and the amounts you pay.

Unless you object, Prairie Voice and its wireless company, Prairie Wireless LLC, will use CPNI to tell you about other phone and internet services. No one else will receive it.

It's up to you. You have a right to refuse, and you can change your mind later, at any time. If you refuse, we will still provide every service you have now just as before. There's no charge to refuse, and you can do it any time, day or night:
- Phone: 1-877-555-0133
- Web: prairievoice.example/privacy
- Mail: return the enclosed card (postage paid)

If we haven't heard from you 33 days after the date we mailed this notice, we'll begin using your CPNI this way. You don't need to do anything to allow it.

What you decide applies to services you don't already have from us and won't expire; it lasts until you tell us you've changed your mind. Customers who refused earlier don't need to refuse again.
`;
