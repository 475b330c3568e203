import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('countries', '0002_examples'),
        ('directory', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='countrybody',
            name='role',
            field=models.CharField(choices=[('counterpart', 'counterpart body'), ('network', 'network'), ('representative', 'representative'), ('ambassador', 'ambassador')], max_length=20, verbose_name='role'),
        ),
        migrations.AddField(
            model_name='countrybody',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', related_query_name='country_body', to='directory.contactperson', verbose_name='person'),
        ),
    ]
